import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { clientOf } from '../client-of.ts';
import { addTaskDataProgress } from '../progress.ts';

/** Guide: AddTaskDataAction. Prepares the data of tasks before people annotate them. */
export abstract class AddTaskDataAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...addTaskDataProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof addTaskDataProgress = addTaskDataProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }
}
