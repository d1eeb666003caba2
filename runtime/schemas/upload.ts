import type {
  UploadParams as UploadParamsValue,
  UploadParamsInput as UploadParamsInputValue,
} from '../../generated/base/upload.params/types.ts';
import { checkUploadParams } from '../../generated/base/upload.params/validators.ts';
import type {
  UploadResult as UploadResultValue,
  UploadResultInput as UploadResultInputValue,
} from '../../generated/base/upload.result/types.ts';
import { checkUploadResult } from '../../generated/base/upload.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: BaseUploadAction. What every upload takes. */
export const UploadParams: Validator<UploadParamsInputValue, UploadParamsValue> = checkUploadParams;
export type UploadParams = UploadParamsValue;
/** The same before defaults are filled in. */
export type UploadParamsInput = UploadParamsInputValue;

/** Guide: Module Reference. What an upload gives back. */
export const UploadResult: Validator<UploadResultInputValue, UploadResultValue> = checkUploadResult;
export type UploadResult = UploadResultValue;
/** The same before defaults are filled in. */
export type UploadResultInput = UploadResultInputValue;
