import type {
  AddTaskDataParams as AddTaskDataParamsValue,
  AddTaskDataParamsInput as AddTaskDataParamsInputValue,
} from '../../generated/base/add-task-data.params/types.ts';
import { checkAddTaskDataParams } from '../../generated/base/add-task-data.params/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: AddTaskDataAction. What pre-annotation of tasks takes. */
export const AddTaskDataParams: Validator<AddTaskDataParamsInputValue, AddTaskDataParamsValue> = checkAddTaskDataParams;
export type AddTaskDataParams = AddTaskDataParamsValue;
/** The same before defaults are filled in. */
export type AddTaskDataParamsInput = AddTaskDataParamsInputValue;
