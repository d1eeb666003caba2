/** Entry `actionsmith/actions`: every base class, and the registry of a plugin's actions. Guide: Module Reference. */
export { ActionRegistry, type PluginInfo } from '../action/action-registry.ts';
export type { ActionRef, ActionSpec, StepSpec } from '../action/action-spec.ts';
export { ActionType } from '../action/enums.ts';
export { AddTaskDataParams, type AddTaskDataParamsInput } from '../schemas/add-task-data.ts';
export { DatasetParams, type DatasetParamsInput } from '../schemas/dataset.ts';
export { AddTaskDataMethod } from './add-task-data/add-task-data-method.ts';
export * from './bases.ts';
export { DatasetOperation } from './dataset/dataset-operation.ts';
