import type { PipelineRun as RunRecord } from '../../generated/pipeline-service/pipeline-run/types.ts';
import type { ActionPipeline } from './action-pipeline.ts';
import type { PipelineProgress } from './pipeline-progress.ts';
import type { PipelineRun } from './pipeline-run.ts';

export interface PipelineSubmitOptions {
  /** A submit that is repeated with the same key is the same run. */
  readonly key?: string;
  /** Kept with the run: the file or folder that the pipeline is of. */
  readonly workDir?: string;
}

export interface PipelineWaitOptions {
  /** Infinity, the default, is no limit. */
  readonly timeoutSeconds?: number;
}

/** Where pipelines run. A run is named by its handle, or by its id from any process that reaches the same records. */
export interface PipelineExecutor {
  submit<R = unknown>(pipeline: AnyPipeline, params: unknown, options?: PipelineSubmitOptions): Promise<PipelineRun<R>>;
  /** All that is remembered of a run: its params, and the result once it has completed. */
  getRun(run: PipelineRun | string): Promise<RunRecord>;
  getProgress(run: PipelineRun | string): Promise<PipelineProgress>;
  /** Now, and after each change, until the run has ended. */
  streamProgressAsync(run: PipelineRun | string, signal?: AbortSignal): AsyncGenerator<PipelineProgress, void, undefined>;
  /** The result of the last action. Throws what the run failed of, RunCancelled, and RunTimedOut where it takes longer; the run then goes on. */
  wait<R = unknown>(run: PipelineRun<R> | string, options?: PipelineWaitOptions): Promise<R>;
  /** Asks the run to stop, and resolves when it has ended. */
  cancel(run: PipelineRun | string): Promise<void>;
  /** Goes on with a run that failed, was cancelled or was killed: what has finished does not run again. The pipeline must be the one that was submitted. */
  resume<R = unknown>(pipeline: AnyPipeline, run: PipelineRun | string): Promise<PipelineRun<R>>;
}

/** A pipeline whatever its actions are. */
export type AnyPipeline = Pick<ActionPipeline, 'name' | 'description' | 'stages'> & {
  readonly check: (params: never) => ReturnType<ActionPipeline['check']>;
};
