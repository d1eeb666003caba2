import type {
  DatasetParams as DatasetParamsValue,
  DatasetParamsInput as DatasetParamsInputValue,
} from '../../generated/base/dataset.params/types.ts';
import { checkDatasetParams } from '../../generated/base/dataset.params/validators.ts';
import type {
  DatasetResult as DatasetResultValue,
  DatasetResultInput as DatasetResultInputValue,
} from '../../generated/base/dataset.result/types.ts';
import { checkDatasetResult } from '../../generated/base/dataset.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: DatasetAction. What a download or a conversion of a dataset takes. */
export const DatasetParams: Validator<DatasetParamsInputValue, DatasetParamsValue> = checkDatasetParams;
export type DatasetParams = DatasetParamsValue;
/** The same before defaults are filled in. */
export type DatasetParamsInput = DatasetParamsInputValue;

/** Guide: DatasetAction. What a download or a conversion of a dataset gives back. */
export const DatasetResult: Validator<DatasetResultInputValue, DatasetResultValue> = checkDatasetResult;
export type DatasetResult = DatasetResultValue;
/** The same before defaults are filled in. */
export type DatasetResultInput = DatasetResultInputValue;
