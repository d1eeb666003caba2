import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { clientOf } from '../client-of.ts';
import { exportProgress } from '../progress.ts';
import { ExportContext } from './export-context.ts';

/** Guide: BaseExportAction. Exports data. */
export abstract class BaseExportAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...exportProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof exportProgress = exportProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): ExportContext<P, unknown> {
    return new ExportContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
