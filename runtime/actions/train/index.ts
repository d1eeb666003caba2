/** Entry `actionsmith/actions/train`. */
export { trainProgress } from '../progress.ts';
export { BaseTrainParams, type BaseTrainParamsInput, TrainResult, type TrainResultInput } from '../../schemas/train.ts';
export type { LocalDataset } from '../../datasets/local-dataset.ts';
export { BaseTrainAction } from './base-train-action.ts';
export type { ModelFields } from './send-model.ts';
export type { UploadedModel } from './steps/ready-steps.ts';
export { TrainContext } from './train-context.ts';
