import type { AnyPipeline, PipelineExecutor, PipelineWaitOptions } from './pipeline-executor.ts';
import type { PipelineProgress } from './pipeline-progress.ts';

/** A run of a pipeline, wherever it happens. */
export class PipelineRun<R = unknown> {
  readonly runId: string;
  readonly #executor: PipelineExecutor;
  readonly #pipeline: AnyPipeline;

  constructor(runId: string, executor: PipelineExecutor, pipeline: AnyPipeline) {
    this.runId = runId;
    this.#executor = executor;
    this.#pipeline = pipeline;
  }

  getProgress(): Promise<PipelineProgress> {
    return this.#executor.getProgress(this.runId);
  }

  /** Now, and after each change, until the run has ended. */
  streamProgressAsync(signal?: AbortSignal): AsyncGenerator<PipelineProgress, void, undefined> {
    return this.#executor.streamProgressAsync(this.runId, signal);
  }

  /** The result of the last action. Throws what the run failed of. */
  wait(options?: PipelineWaitOptions): Promise<R> {
    return this.#executor.wait<R>(this.runId, options);
  }

  cancel(): Promise<void> {
    return this.#executor.cancel(this.runId);
  }

  resume(): Promise<PipelineRun<R>> {
    return this.#executor.resume<R>(this.#pipeline, this.runId);
  }

  /** The id: a handle may stand where an id does. */
  toString(): string {
    return this.runId;
  }
}
