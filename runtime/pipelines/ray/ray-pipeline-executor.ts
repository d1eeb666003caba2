import type { PipelineRun as RunRecord } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { withinSeconds } from '../../timing/within-seconds.ts';
import { PipelineService } from '../client/pipeline-service.ts';
import type { AnyPipeline, PipelineExecutor, PipelineSubmitOptions, PipelineWaitOptions } from '../pipeline-executor.ts';
import { isOver, type PipelineProgress } from '../pipeline-progress.ts';
import { PipelineRun } from '../pipeline-run.ts';
import { beginRun } from '../run/begin-run.ts';
import { refuseOtherPipeline } from '../run/describe-pipeline.ts';
import { idempotencyKey } from '../run/idempotency-key.ts';
import { waitForRun } from '../run/wait-for-run.ts';
import type { DescribedStage } from '../stage.ts';
import { guardDriver, whyDriverIsGone } from './guard-driver.ts';
import type { PlanOptions } from './plan-stage.ts';
import { stopIfThere, stopLeftovers } from './stop-leftovers.ts';

export interface RayPipelineExecutorOptions extends Omit<PlanOptions, 'client'> {
  /** Of the dashboard; default and `auto`: RAY_API_SERVER_ADDRESS, else http://localhost:8265. */
  readonly rayAddress?: string;
  /** Default: ACTIONSMITH_PIPELINES, else http://localhost:8100. */
  readonly pipelineServiceUrl?: string;
  /** Default: ACTIONSMITH_PIPELINES_TOKEN. It travels in the driver's package, for the driver reports with it. */
  readonly pipelineServiceToken?: string;
  /** Where the cluster reaches the service, if not where this machine does. */
  readonly driverServiceUrl?: string;
  /** Where the cluster reaches its dashboard, if not where this machine does. */
  readonly driverRayAddress?: string;
  /** Sent with every request to the dashboard. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** For https: false, or the file of a certificate authority. */
  readonly verify?: boolean | string;
  /** How long a run that is cancelled may take to clean up; default 30 s. */
  readonly stopSeconds?: number;
}

/**
 * Guide: Async Progress Streaming. Runs pipelines on a Ray cluster: a job, the driver, runs the actions one after another, each where its contract says
 * (beside the driver, in an actor, as a job of its own), and tells the pipeline service, which everybody can ask. The caller may go.
 */
export class RayPipelineExecutor implements PipelineExecutor {
  /** Ray's API itself, for what has nothing to do with pipelines. */
  readonly client: RayJobsClient;
  /** The service's. */
  readonly service: PipelineService;
  readonly #options: RayPipelineExecutorOptions;
  readonly #serviceUrl: string;
  readonly #serviceToken: string | undefined;

  constructor(options: RayPipelineExecutorOptions = {}) {
    const { rayAddress, token, headers, verify, pipelineServiceUrl, pipelineServiceToken } = options;
    this.client = new RayJobsClient({ address: rayAddress, token, headers, verify });
    this.#serviceUrl = pipelineServiceUrl ?? (process.env['ACTIONSMITH_PIPELINES'] || 'http://localhost:8100');
    this.#serviceToken = pipelineServiceToken ?? (process.env['ACTIONSMITH_PIPELINES_TOKEN'] || undefined);
    this.service = new PipelineService({ url: this.#serviceUrl, token: this.#serviceToken });
    this.#options = options;
  }

  /** Checks the pipeline, and sends it with its driver. Throws what `check` of the pipeline throws, BUNDLE_FAILED, BackendError, RayError. */
  async submit<R = unknown>(pipeline: AnyPipeline, params: unknown, options: PipelineSubmitOptions = {}): Promise<PipelineRun<R>> {
    const described = await pipeline.check(params as never);
    await this.client.version(); // a cluster that is not there leaves no run behind
    const run = await beginRun(this.service, pipeline, params, options);
    if (run.status === 'pending') await this.#start(pipeline, run, described); // not where a submit was repeated
    return new PipelineRun<R>(run.id, this, pipeline);
  }

  async getRun(run: PipelineRun | string): Promise<RunRecord> {
    return this.service.run(idOf(run));
  }

  async getProgress(run: PipelineRun | string): Promise<PipelineProgress> {
    return this.service.progress(idOf(run));
  }

  /** Now, and after each change, until the run has ended; also where its driver could not say that it has. */
  async *streamProgressAsync(run: PipelineRun | string, signal?: AbortSignal): AsyncGenerator<PipelineProgress, void, undefined> {
    const left = new AbortController();
    void guardDriver(this.client, this.service, idOf(run), left.signal).catch(() => {});
    try {
      yield* this.service.watch(idOf(run), signal);
    } finally {
      left.abort(new Error('nobody follows the run any more'));
    }
  }

  async wait<R = unknown>(run: PipelineRun<R> | string, { timeoutSeconds }: PipelineWaitOptions = {}): Promise<R> {
    const id = idOf(run);
    const late = `run ${id} has not ended within ${timeoutSeconds} s; it goes on`;
    const watched = { watch: (_: string, signal?: AbortSignal) => this.streamProgressAsync(id, signal), run: () => this.service.run(id) };
    return (await withinSeconds(timeoutSeconds, late, (signal) => waitForRun(watched, id, signal))) as R;
  }

  /** Stops the driver, which stops what it runs; where it is gone already, what it has left on the cluster. */
  async cancel(run: PipelineRun | string): Promise<void> {
    const id = idOf(run);
    await stopLeftovers(this.client, id);
    const progress = await this.service.progress(id);
    const names = Object.keys(progress.actions);
    await Promise.all(names.map((name, index) => stopIfThere(this.client, idempotencyKey(id, index, name))));
    if (!isOver(progress)) await this.service.report(id, { attempt: progress.attempt, status: 'cancelled' });
  }

  /**
   * Another attempt of a run that failed, was cancelled or lost its driver. Throws RUN_GOES_ON, OTHER_PIPELINE, BackendConflict of a run that has completed,
   * and what `submit` throws.
   */
  async resume<R = unknown>(pipeline: AnyPipeline, run: PipelineRun | string): Promise<PipelineRun<R>> {
    const { id, status, params, attempt, pipeline_id } = await this.service.run(idOf(run));
    refuseOtherPipeline(id, pipeline, await this.service.pipeline(pipeline_id));
    const described = await pipeline.check(params as never);
    await this.client.version();
    if (status === 'pending' || status === 'running') {
      const why = await whyDriverIsGone(this.client, id, attempt);
      if (why === undefined) throw new ActionsmithError(`run ${id} goes on: cancel it, or wait for its end`, { code: 'RUN_GOES_ON' });
      await this.service.report(id, { attempt, status: 'failed', error: why });
    }
    await stopLeftovers(this.client, id);
    await this.#start(pipeline, await this.service.resumeRun(id), described);
    return new PipelineRun<R>(id, this, pipeline);
  }

  /** Lets its connections go. What runs goes on. */
  close(): void {
    this.service.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #start({ name }: AnyPipeline, { id, attempt, params }: RunRecord, described: readonly DescribedStage[]): Promise<void> {
    const {
      driverServiceUrl = this.#serviceUrl,
      driverRayAddress = this.client.address,
      headers,
      stopSeconds = 30,
      ...options
    } = this.#options;
    const { submitDriver } = await import('./submit-driver.ts'); // with the bundler
    try {
      await submitDriver({
        ...options,
        client: this.client,
        name,
        described,
        plan: {
          runId: id,
          attempt,
          params: params ?? {},
          service: { url: driverServiceUrl, token: this.#serviceToken },
          ray: { address: driverRayAddress, headers },
          stopSeconds,
        },
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await this.service.report(id, { attempt, status: 'failed', error: `it could not be submitted: ${message}` }).catch(() => {});
      throw error;
    }
  }
}

function idOf(run: PipelineRun | string): string {
  return typeof run === 'string' ? run : run.runId;
}
