/** Entry `actionsmith/actions/dataset`. */
export { datasetProgress } from '../progress.ts';
export { DatasetParams, type DatasetParamsInput } from '../../schemas/dataset.ts';
export { DatasetAction } from './dataset-action.ts';
export { DatasetOperation } from './dataset-operation.ts';
