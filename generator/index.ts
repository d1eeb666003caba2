/** The generator as a library (`actionsmith/generator`): what the command line does, without printing. */
export { generate, type Generated, type GenerateOptions, loadContract, type LoadedContract } from './pipeline.ts';
export type { ActionModel, PluginModel, StepModel, ValueModel } from './model/plugin-model.ts';
export type { Change } from './reconcile/compare-with-disk.ts';
export type { Diagnostic } from './diagnostics/types.ts';
