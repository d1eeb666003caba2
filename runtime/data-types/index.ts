export type { DataType } from './data-type.ts';
export { defineDataType } from './define-data-type.ts';
export { isCompatible } from './is-compatible.ts';
export * from './standard-data-types.ts';
