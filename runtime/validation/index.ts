/** Checking values: what generated validators are made of, and any Standard Schema. */
export { checkStandard } from './check-standard.ts';
export type { CompiledError, CompiledValidate } from './compiled-validate.ts';
export { createValidator, type ValidatorParts } from './create-validator.ts';
export { explainErrors } from './explain-errors.ts';
export { formatIssue, formatPath } from './format-issue.ts';
export type { Issue } from './issue.ts';
export { refineValidator } from './rules/refine-validator.ts';
export type { Hook, HookIssue, HookResult, NamedHook, Refinements, Rule } from './rules/rule.ts';
export type { StandardIssue, StandardProps, StandardResult, StandardSchemaV1 } from './standard-schema.ts';
export { suggest } from './suggest.ts';
export type { CheckOptions, CheckResult, Validator } from './validator.ts';
