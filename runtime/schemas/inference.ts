import type {
  InferenceParams as InferenceParamsValue,
  InferenceParamsInput as InferenceParamsInputValue,
} from '../../generated/base/inference.params/types.ts';
import { checkInferenceParams } from '../../generated/base/inference.params/validators.ts';
import type {
  InferenceResult as InferenceResultValue,
  InferenceResultInput as InferenceResultInputValue,
} from '../../generated/base/inference.result/types.ts';
import { checkInferenceResult } from '../../generated/base/inference.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** What an inference takes. */
export const InferenceParams: Validator<InferenceParamsInputValue, InferenceParamsValue> = checkInferenceParams;
export type InferenceParams = InferenceParamsValue;
/** The same before defaults are filled in. */
export type InferenceParamsInput = InferenceParamsInputValue;

/** Guide: Module Reference. What an inference gives back. */
export const InferenceResult: Validator<InferenceResultInputValue, InferenceResultValue> = checkInferenceResult;
export type InferenceResult = InferenceResultValue;
/** The same before defaults are filled in. */
export type InferenceResultInput = InferenceResultInputValue;
