/** Entry `actionsmith/actions/add-task-data`. */
export { addTaskDataProgress } from '../progress.ts';
export { AddTaskDataParams, type AddTaskDataParamsInput } from '../../schemas/add-task-data.ts';
export { AddTaskDataAction } from './add-task-data-action.ts';
export { AddTaskDataMethod } from './add-task-data-method.ts';
