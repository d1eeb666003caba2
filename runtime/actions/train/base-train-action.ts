import { BaseAction } from '../../action/base-action.ts';
import { trainProgress } from '../progress.ts';
import { TrainContext } from './train-context.ts';

/** Guide: BaseTrainAction. Trains a model. */
export abstract class BaseTrainAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...trainProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof trainProgress = trainProgress;

  override createContext(): TrainContext<P, unknown, unknown, unknown> {
    return new TrainContext<P, unknown, unknown, unknown>({ params: this.params, ctx: this.ctx });
  }
}
