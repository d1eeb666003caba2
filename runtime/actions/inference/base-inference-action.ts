import { BaseAction } from '../../action/base-action.ts';
import { inferenceProgress } from '../progress.ts';
import { InferenceContext } from './inference-context.ts';

/** Guide: BaseInferenceAction. Runs a model on inputs. */
export abstract class BaseInferenceAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...inferenceProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof inferenceProgress = inferenceProgress;

  override createContext(): InferenceContext<P, unknown> {
    return new InferenceContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
