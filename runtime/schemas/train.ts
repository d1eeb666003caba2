import type {
  TrainParams as TrainParamsValue,
  TrainParamsInput as TrainParamsInputValue,
} from '../../generated/base/train.params/types.ts';
import { checkTrainParams } from '../../generated/base/train.params/validators.ts';
import type {
  TrainResult as TrainResultValue,
  TrainResultInput as TrainResultInputValue,
} from '../../generated/base/train.result/types.ts';
import { checkTrainResult } from '../../generated/base/train.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: BaseTrainAction. What every training takes: a schema, and the type that it checks. A contract extends it by `$ref: actionsmith:train.params`. */
export const BaseTrainParams: Validator<TrainParamsInputValue, TrainParamsValue> = checkTrainParams;
export type BaseTrainParams = TrainParamsValue;
/** The same before defaults are filled in. */
export type BaseTrainParamsInput = TrainParamsInputValue;

/** Guide: Module Reference. What a training gives back. */
export const TrainResult: Validator<TrainResultInputValue, TrainResultValue> = checkTrainResult;
export type TrainResult = TrainResultValue;
/** The same before defaults are filled in. */
export type TrainResultInput = TrainResultInputValue;
