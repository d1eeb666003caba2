import type {
  AddTaskDataParams as AddTaskDataParamsValue,
  AddTaskDataParamsInput as AddTaskDataParamsInputValue,
} from '../../generated/base/add-task-data.params/types.ts';
import { checkAddTaskDataParams } from '../../generated/base/add-task-data.params/validators.ts';
import type {
  AddTaskDataResult as AddTaskDataResultValue,
  AddTaskDataResultInput as AddTaskDataResultInputValue,
} from '../../generated/base/add-task-data.result/types.ts';
import { checkAddTaskDataResult } from '../../generated/base/add-task-data.result/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: AddTaskDataAction. What pre-annotation of tasks takes. */
export const AddTaskDataParams: Validator<AddTaskDataParamsInputValue, AddTaskDataParamsValue> = checkAddTaskDataParams;
export type AddTaskDataParams = AddTaskDataParamsValue;
/** The same before defaults are filled in. */
export type AddTaskDataParamsInput = AddTaskDataParamsInputValue;

/** Guide: AddTaskDataAction. What pre-annotation of tasks gives back. */
export const AddTaskDataResult: Validator<AddTaskDataResultInputValue, AddTaskDataResultValue> = checkAddTaskDataResult;
export type AddTaskDataResult = AddTaskDataResultValue;
/** The same before defaults are filled in. */
export type AddTaskDataResultInput = AddTaskDataResultInputValue;
