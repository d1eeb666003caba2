import type { Model } from '../../../generated/backend/model/types.ts';
import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { LoadedModel } from '../../models/load-model.ts';
import { clientOf } from '../client-of.ts';
import { inferenceProgress } from '../progress.ts';
import type { BatchOptions } from './infer-batches.ts';
import { InferenceContext } from './inference-context.ts';

/** Guide: BaseInferenceAction. Runs a model on inputs. */
export abstract class BaseInferenceAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...inferenceProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof inferenceProgress = inferenceProgress;

  #context: InferenceContext<P, unknown> | undefined;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): InferenceContext<P, unknown> {
    return (this.#context = new InferenceContext<P, unknown>({ params: this.params, ctx: this.ctx }));
  }

  /** What the backend knows of a model. Throws NotFoundError. */
  async getModel(modelId: number): Promise<Model> {
    return this.client.models.get(modelId, { signal: this.ctx.signal });
  }

  /**
   * The folder with a model's files: unpacked, and shared with others, so read it and write elsewhere. With `outputDir` it is a copy of your own there.
   * Reports `model_load`. Throws NotFoundError, BackendError, ArchiveError, and ActionsmithError MODEL_NOT_KEPT; nothing is left of a model that is not whole.
   */
  async downloadModel(modelId: number, outputDir?: string): Promise<string> {
    return this.#work().downloadModel(modelId, outputDir);
  }

  /**
   * What is known of a model, with `path`, the folder of its files, and `filePath` where it is a single one. By an id of the backend, or a path of this
   * machine: a folder, an archive, or a file alone. Default: `params.model_id`, `params.model_path`, or the checkpoint of the run. Reports `model_load`.
   */
  async loadModel(model?: number | string): Promise<LoadedModel> {
    return this.#work().loadModel(model);
  }

  /** Override it: one result for each input, in their order. */
  infer(_model: unknown, _inputs: readonly unknown[]): readonly unknown[] | Promise<readonly unknown[]> {
    throw new ActionsmithError(`${this.constructor.name} has no infer(model, inputs)`, { code: 'NOTHING_TO_RUN' });
  }

  /** Your `infer` for all inputs, a batch after the other, or some at a time. Reports `inference`. Throws what it throws, and ExecutionError INFERENCE_COUNT. */
  async inferBatches(
    model: Parameters<this['infer']>[0],
    inputs: Parameters<this['infer']>[1],
    options: BatchOptions = {},
  ): Promise<Awaited<ReturnType<this['infer']>>[number][]> {
    return this.#work().inferBatches(inputs, (batch) => this.infer(model, batch), options) as Promise<never[]>;
  }

  /** Where steps run, it is the progress of the one that does. */
  #work(): InferenceContext<P, unknown> {
    return this.#context ?? new InferenceContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
