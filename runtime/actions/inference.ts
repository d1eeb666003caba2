import { BaseAction } from '../action/base-action.ts';
import { inferenceProgress } from './progress.ts';

/** Guide: BaseInferenceAction. Runs a model on inputs. */
export abstract class BaseInferenceAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. */
  readonly progress: typeof inferenceProgress = inferenceProgress;
}
