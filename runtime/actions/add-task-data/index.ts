/** Entry `actionsmith/actions/add-task-data`. */
export { addTaskDataProgress } from '../progress.ts';
export {
  AddTaskDataParams,
  type AddTaskDataParamsInput,
  AddTaskDataResult,
  type AddTaskDataResultInput,
} from '../../schemas/add-task-data.ts';
export type { LoadedModel } from '../../models/load-model.ts';
export { AddTaskDataAction } from './add-task-data-action.ts';
export { AddTaskDataContext } from './add-task-data-context.ts';
export { AddTaskDataMethod } from './add-task-data-method.ts';
export type { AnnotationRow } from './rows/annotation-row.ts';
export type { TaskFile, TaskWithFiles } from './task-files.ts';
export type { TaskSelection, TaskToAnnotate } from './task-index.ts';
