/** The classes that a contract's `base` chooses from. */
export { AddTaskDataAction } from './add-task-data/add-task-data-action.ts';
export { DatasetAction } from './dataset/dataset-action.ts';
export { BaseDeploymentAction } from './deployment/base-deployment-action.ts';
export { BaseExportAction } from './export/base-export-action.ts';
export { BaseInferenceAction } from './inference/base-inference-action.ts';
export { BaseTrainAction } from './train/base-train-action.ts';
export { BaseUploadAction } from './upload/base-upload-action.ts';
