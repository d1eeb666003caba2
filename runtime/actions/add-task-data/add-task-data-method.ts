/** Guide: AddTaskDataAction, Methods. Annotations come from files, or from inference. */
export const AddTaskDataMethod = { FILE: 'file', INFERENCE: 'inference' } as const;
export type AddTaskDataMethod = (typeof AddTaskDataMethod)[keyof typeof AddTaskDataMethod];
