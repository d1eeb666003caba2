/** Everything that a module of compiled validators imports: `actionsmith/codegen/v1` without the actions. */
export { createValidator } from '../../validation/create-validator.ts';
export type { Validator } from '../../validation/validator.ts';
export * from './index.ts';
