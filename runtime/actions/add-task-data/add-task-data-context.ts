import { StepContext } from '../../steps/step-context.ts';
import type { AddTaskDataResult } from '../../schemas/add-task-data.ts';
import type { TaskIndex } from './task-index.ts';

/** Guide: AddTaskDataAction. What the steps of a pre-annotation share. */
export class AddTaskDataContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** The tasks of the run, once they were fetched; a run that is resumed fetches them when they are asked for. */
  tasks: TaskIndex | undefined;
  /** What became of them, after `annotate_task_data`. */
  result: AddTaskDataResult | undefined;
}
