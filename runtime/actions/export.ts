import { BaseAction } from '../action/base-action.ts';
import { exportProgress } from './progress.ts';

/** Guide: BaseExportAction. Exports data. */
export abstract class BaseExportAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. */
  readonly progress: typeof exportProgress = exportProgress;
}
