/** Entry `actionsmith`: what an author of actions imports. Loads nothing heavy: executors for clusters, the generator and parsers come when used. */
export * from './action/index.ts';
export * from './actions/bases.ts';
export * from './checkpoints/index.ts';
export * from './context/index.ts';
export * from './data-types/index.ts';
export { PluginDiscovery } from './discovery/plugin-discovery.ts';
export { findPlugin } from './discovery/find-plugin.ts';
export { type LoadedPlugin, loadPlugin } from './discovery/load-plugin.ts';
export * from './errors.ts';
export { LocalExecutor, type LocalExecutorOptions } from './executors/local-executor.ts';
export type { Run, RunStatus } from './executors/run.ts';
export * from './logging/index.ts';
export { runPlugin, type RunPluginOptions } from './run-plugin.ts';
export * from './steps/index.ts';
export type { Issue } from './validation/issue.ts';
export type { Hook, HookIssue, HookResult } from './validation/rules/rule.ts';
export type { StandardSchemaV1 } from './validation/standard-schema.ts';
export type { CheckResult, Validator } from './validation/validator.ts';
