import { BaseAction } from '../../action/base-action.ts';
import { exportProgress } from '../progress.ts';
import { ExportContext } from './export-context.ts';

/** Guide: BaseExportAction. Exports data. */
export abstract class BaseExportAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...exportProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof exportProgress = exportProgress;

  override createContext(): ExportContext<P, unknown> {
    return new ExportContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
