import { BaseAction } from '../action/base-action.ts';
import { trainProgress } from './progress.ts';

/** Guide: BaseTrainAction. Trains a model. */
export abstract class BaseTrainAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. */
  readonly progress: typeof trainProgress = trainProgress;
}
