/** Entry `actionsmith/actions/train`. */
export { trainProgress } from '../progress.ts';
export { BaseTrainParams, type BaseTrainParamsInput, TrainResult, type TrainResultInput } from '../../schemas/train.ts';
export { BaseTrainAction } from './base-train-action.ts';
export { TrainContext } from './train-context.ts';
