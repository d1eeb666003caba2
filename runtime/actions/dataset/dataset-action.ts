import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { clientOf } from '../client-of.ts';
import { datasetProgress } from '../progress.ts';

/** Guide: DatasetAction. Downloads and converts datasets. */
export abstract class DatasetAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...datasetProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof datasetProgress = datasetProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }
}
