/** Entry `actionsmith/actions/dataset`. */
export { datasetProgress } from '../progress.ts';
export { DatasetParams, type DatasetParamsInput, DatasetResult, type DatasetResultInput } from '../../schemas/dataset.ts';
export { DatasetAction } from './dataset-action.ts';
export type { ConversionRequest, DatasetRequest } from './dataset-work.ts';
export { DatasetOperation } from './dataset-operation.ts';
