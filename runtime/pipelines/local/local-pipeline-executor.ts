import { resolve } from 'node:path';
import type { PipelineRun as RunRecord } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { LocalExecutor, type LocalExecutorOptions } from '../../executors/local-executor.ts';
import { withinSeconds } from '../../timing/within-seconds.ts';
import { PipelineService } from '../client/pipeline-service.ts';
import type { AnyPipeline, PipelineExecutor, PipelineSubmitOptions, PipelineWaitOptions } from '../pipeline-executor.ts';
import type { PipelineProgress } from '../pipeline-progress.ts';
import { PipelineRun } from '../pipeline-run.ts';
import type { PipelineRecords } from '../records.ts';
import { beginRun } from '../run/begin-run.ts';
import { refuseOtherPipeline } from '../run/describe-pipeline.ts';
import { KEY_VARIABLE } from '../run/idempotency-key.ts';
import { type RunnableStage, runStages } from '../run/run-stages.ts';
import { waitForRun } from '../run/wait-for-run.ts';
import type { DescribedStage } from '../stage.ts';
import { disownRun, isOrphan, ownRun } from './run-owner.ts';

export interface LocalPipelineExecutorOptions extends Pick<
  LocalExecutorOptions,
  'secrets' | 'logger' | 'pluginFolder' | 'graceMs' | 'language' | 'client'
> {
  /** Where runs are remembered: what `actionsmith pipelines serve --data` serves. Default: .actionsmith/pipelines where you stand. */
  readonly dataFolder?: string;
  /** Remembers them in a pipeline service instead, which others can see. */
  readonly pipelineServiceUrl?: string;
  readonly pipelineServiceToken?: string;
  /** As for LocalExecutor, for every action. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs pipelines in this process, whatever the contracts say about where: for development and tests. What has finished is remembered on the disk. */
export class LocalPipelineExecutor implements PipelineExecutor {
  readonly #options: LocalPipelineExecutorOptions;
  readonly #folder: string;
  readonly #here = new Map<string, { readonly outcome: Promise<unknown>; readonly stop: AbortController }>();
  #records: Promise<PipelineRecords> | undefined;

  constructor(options: LocalPipelineExecutorOptions = {}) {
    this.#options = options;
    this.#folder = resolve(options.dataFolder ?? '.actionsmith/pipelines');
  }

  /** Checks the pipeline and starts a run of it, which goes on while you do something else. Throws what `check` of the pipeline throws. */
  async submit<R = unknown>(pipeline: AnyPipeline, params: unknown, options: PipelineSubmitOptions = {}): Promise<PipelineRun<R>> {
    const stages = await pipeline.check(params as never);
    const records = await this.#open();
    const run = await beginRun(records, pipeline, params, options);
    if (run.status === 'pending' && !this.#here.has(run.id)) this.#start(records, run, stages); // not where a submit was repeated
    return new PipelineRun<R>(run.id, this, pipeline);
  }

  async getRun(run: PipelineRun | string): Promise<RunRecord> {
    return (await this.#open()).run(idOf(run));
  }

  async getProgress(run: PipelineRun | string): Promise<PipelineProgress> {
    return (await this.#open()).progress(idOf(run));
  }

  async *streamProgressAsync(run: PipelineRun | string, signal?: AbortSignal): AsyncGenerator<PipelineProgress, void, undefined> {
    yield* (await this.#open()).watch(idOf(run), signal);
  }

  async wait<R = unknown>(run: PipelineRun<R> | string, { timeoutSeconds }: PipelineWaitOptions = {}): Promise<R> {
    const id = idOf(run);
    const here = this.#here.get(id);
    const late = `run ${id} has not ended within ${timeoutSeconds} s; it goes on`;
    const records = await this.#open();
    return (await withinSeconds(timeoutSeconds, late, (signal) => here?.outcome ?? waitForRun(records, id, signal))) as R;
  }

  async cancel(run: PipelineRun | string): Promise<void> {
    const id = idOf(run);
    const here = this.#here.get(id);
    if (here === undefined) return void (await (await this.#open()).updateRun(id, { status: 'cancelled' }));
    here.stop.abort(new RunCancelled(`run ${id} was cancelled`));
    await here.outcome.catch(() => {});
  }

  /** Throws RUN_GOES_ON, OTHER_PIPELINE, BackendConflict of a run that has completed, and what `check` of the pipeline throws. */
  async resume<R = unknown>(pipeline: AnyPipeline, run: PipelineRun | string): Promise<PipelineRun<R>> {
    const records = await this.#open();
    const { id, status, params, pipeline_id } = await records.run(idOf(run));
    refuseOtherPipeline(id, pipeline, await records.pipeline(pipeline_id));
    const stages = await pipeline.check(params as never);
    if (status === 'pending' || status === 'running') {
      if (!isOrphan(this.#folder, id))
        throw new ActionsmithError(`run ${id} goes on in another process, or in this one`, { code: 'RUN_GOES_ON' });
      await records.updateRun(id, { status: 'failed', error: 'its process has ended without a word' });
    }
    this.#start(records, await records.resumeRun(id), stages);
    return new PipelineRun<R>(id, this, pipeline);
  }

  /** Lets the records go, once what runs here has ended. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#here.values()].map(({ outcome }) => outcome));
    (await this.#records?.catch(() => undefined))?.close();
    this.#records = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Loads the database, or the client of the service, when it is needed first. */
  #open(): Promise<PipelineRecords> {
    const { pipelineServiceUrl: url, pipelineServiceToken: token } = this.#options;
    this.#records ??=
      url === undefined
        ? import('./embedded-records.ts').then(({ EmbeddedRecords }) => new EmbeddedRecords(this.#folder))
        : Promise.resolve(new PipelineService({ url, token: token ?? process.env['ACTIONSMITH_PIPELINES_TOKEN'] }));
    return this.#records;
  }

  #start(records: PipelineRecords, { id, attempt, params }: RunRecord, described: readonly DescribedStage[]): void {
    ownRun(this.#folder, id);
    const stop = new AbortController();
    const stages = described.map((stage) => this.#runnable(stage));
    const options = { records, runId: id, attempt, params: params ?? {}, signal: stop.signal, sink: this.#options.logger };
    const outcome = runStages(stages, options).finally(() => {
      this.#here.delete(id);
      disownRun(this.#folder, id);
    });
    outcome.catch(() => {}); // who does not ask for the result has not left a rejection unhandled
    this.#here.set(id, { outcome, stop });
  }

  #runnable({ name, accepts, action, folder }: DescribedStage): RunnableStage {
    const { env, dataFolder: _, pipelineServiceUrl: __, pipelineServiceToken: ___, pluginFolder = folder, ...options } = this.#options;
    return {
      name,
      accepts,
      run: (params, { key, signal, sink }) => {
        const executor = new LocalExecutor({
          ...options,
          pluginFolder,
          env: { ...env, [KEY_VARIABLE]: key },
          logger: sink,
          signal,
        });
        return executor.execute(action as never, params as never);
      },
    };
  }
}

function idOf(run: PipelineRun | string): string {
  return typeof run === 'string' ? run : run.runId;
}
