import type {
  ExportParams as ExportParamsValue,
  ExportParamsInput as ExportParamsInputValue,
} from '../../generated/base/export.params/types.ts';
import { checkExportParams } from '../../generated/base/export.params/validators.ts';
import type { ExportResult as ExportResultValue } from '../../generated/base/export.result/types.ts';
import { checkExportResult } from '../../generated/base/export.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: BaseExportAction. What every export takes. */
export const ExportParams: Validator<ExportParamsInputValue, ExportParamsValue> = checkExportParams;
export type ExportParams = ExportParamsValue;
/** The same before defaults are filled in. */
export type ExportParamsInput = ExportParamsInputValue;

/** What an export gives back. */
export const ExportResult: Validator<ExportResultValue, ExportResultValue> = checkExportResult;
export type ExportResult = ExportResultValue;
