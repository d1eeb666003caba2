export { AddTaskDataAction } from './add-task-data.ts';
export { DatasetAction } from './dataset.ts';
export { BaseDeploymentAction } from './deployment.ts';
export { BaseExportAction } from './export.ts';
export { BaseInferenceAction } from './inference.ts';
export { BaseTrainAction } from './train.ts';
export { BaseUploadAction } from './upload.ts';
