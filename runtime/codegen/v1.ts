/**
 * Entry `actionsmith/codegen/v1`: all that generated code may import. Frozen: committed code of every earlier release relies on it, so names are
 * added and never removed or changed. A break is a v2 beside it.
 */
export { ActionRegistry, type PluginInfo } from '../action/action-registry.ts';
export type { ActionRef, ActionSpec } from '../action/action-spec.ts';
export { BaseAction } from '../action/base-action.ts';
export { bindAction, type BoundAction } from '../action/bind-action.ts';
export type { PluginCategory, ResultValidation, RunMethod } from '../action/enums.ts';
export { unfilled } from '../action/unfilled.ts';
export * from '../actions/bases.ts';
export type { ExportContext } from '../actions/export/export-context.ts';
export type { UploadContext } from '../actions/upload/upload-context.ts';
export * from './compiled/index.ts';
export * from './zod/index.ts';
export type { DataType } from '../data-types/data-type.ts';
export { BaseStep, StepContext, type StepPolicy, StepRegistry, StepResult, type StepsReport } from '../steps/index.ts';
export { BaseServeDeployment, type ModelInfo } from '../serve/base-serve-deployment.ts';
export type { RouteChecks, ServeApp } from '../serve/serve-routes.ts';
export { createValidator } from '../validation/create-validator.ts';
export { lazyValidator, type LazyValidator } from '../validation/lazy-validator.ts';
export { celEqual, celExistsOne, celHas, celIn, celSize } from '../validation/rules/cel.ts';
export { refineValidator } from '../validation/rules/refine-validator.ts';
export type { Hook, HookIssue, HookResult, NamedHook, PlacedRules, Refinements, Rule } from '../validation/rules/rule.ts';
export type { Issue } from '../validation/issue.ts';
export type { StandardSchemaV1 } from '../validation/standard-schema.ts';
export type { CheckResult, Validator } from '../validation/validator.ts';
