import type { LoadedModel, ModelRun } from '../../models/load-model.ts';
import { StepContext } from '../../steps/step-context.ts';
import { clientOf } from '../client-of.ts';
import { percentOf } from '../percent.ts';
import { inferenceProgress } from '../progress.ts';
import type { BatchOptions } from './infer-batches.ts';
import { batchSize, modelSource } from './model-source.ts';

/** Guide: BaseInferenceAction. What the steps of an inference share, and the methods of the action for them. */
export class InferenceContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** The model, loaded. */
  model?: unknown;
  /** Where its files are. */
  modelPath?: string;
  /** What to infer from. */
  requests: unknown[] = [];
  /** One for each request, in their order. */
  results: unknown[] = [];
  /** Requests that were answered. */
  processedCount: number = 0;

  /** As the action's. */
  async downloadModel(modelId: number, outputDir?: string): Promise<string> {
    const { copyModel, loadModel } = await import('../../models/load-model.ts');
    return outputDir === undefined ? (await loadModel(modelId, this.#run())).path : copyModel(modelId, outputDir, this.#run());
  }

  /** As the action's. */
  async loadModel(model: number | string = modelSource(this.params, this.ctx)): Promise<LoadedModel> {
    const { loadModel } = await import('../../models/load-model.ts');
    return loadModel(model, this.#run());
  }

  /** As the action's, with what a batch is given to. */
  async inferBatches<I, R>(
    inputs: readonly I[],
    infer: (batch: readonly I[]) => readonly R[] | Promise<readonly R[]>,
    { size = batchSize(this.params), concurrency = 1 }: BatchOptions = {},
  ): Promise<R[]> {
    const { inferBatches } = await import('./infer-batches.ts');
    const setProgress = (current: number, total: number): void => this.setProgress(current, total, inferenceProgress.INFERENCE);
    return inferBatches(inputs, infer, { size, concurrency }, { signal: this.signal, setProgress });
  }

  #run(): ModelRun {
    const { ctx, signal } = this;
    const report = percentOf(this, inferenceProgress.MODEL_LOAD);
    return { ctx, client: () => clientOf(ctx), signal, onProgress: (part) => report(part, 1) };
  }
}
