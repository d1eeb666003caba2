import type { JobDetails } from '../../generated/ray-jobs/types.ts';
import type { RunEvent } from '../logging/run-event.ts';
import type { NodeChoice } from '../ray/choose-node.ts';
import { explainStatus } from '../ray/diagnose/explain-status.ts';
import { followRun, type RunItem } from '../ray/follow/follow-run.ts';
import type { WatchOptions } from '../ray/follow/job-watch.ts';
import { RunOutcome } from '../ray/follow/run-outcome.ts';
import { isRayError } from '../ray/is-ray-error.ts';
import type { RayJobsClient } from '../ray/jobs-client.ts';
import { stopJob } from '../ray/stop-job.ts';
import { isFinal, type LogOptions, type Run, type RunState, type RunStatus } from './run.ts';
import { skipBytes } from './skip-bytes.ts';

/** Of a job that is not there. */
const GONE = 'the cluster does not know the job (any more): it was deleted, or the cluster was started anew';

export interface RayRunOptions {
  /** The plugin's on this machine: stacks then lead into it. */
  readonly folder?: string | undefined;
  /** How long the cluster may be away before waiting is given up; default one minute. */
  readonly outageSeconds?: number | undefined;
  readonly node?: NodeChoice | undefined;
}

/** A run that is a job on a Ray cluster. It needs nothing but the job's id: any process can follow it. */
export class RayRun<R = unknown> implements Run<R> {
  readonly id: string;
  /** Where its Node comes from; known to who submitted it. */
  readonly node: NodeChoice | undefined;
  readonly #client: RayJobsClient;
  readonly #options: RayRunOptions;
  #outcome: Promise<unknown> | undefined;

  constructor(client: RayJobsClient, id: string, options: RayRunOptions = {}) {
    this.id = id;
    this.node = options.node;
    this.#client = client;
    this.#options = options;
  }

  /** Ray's own word; LOST when the cluster does not know the job (any more). */
  async status(): Promise<RunStatus> {
    return (await this.#ask()).status;
  }

  async state(): Promise<RunState> {
    const job = await this.#ask();
    const reason = job.status === 'LOST' ? GONE : await explainStatus(this.#client, this.id, job);
    return { status: job.status, ...(reason !== undefined && { reason }) };
  }

  /** What the run prints and reports, in its order, while it happens. Gives the job when it has ended. */
  follow(signal?: AbortSignal): AsyncGenerator<RunItem, JobDetails> {
    return followRun(this.#client, this.id, { signal, ...this.#budget() });
  }

  /** Collects what `follow` gives, for who follows the run himself. */
  outcome(): RunOutcome {
    return new RunOutcome(this.id, this.#options.folder);
  }

  logs({ from = 0 }: LogOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return skipBytes(this.#printed(), from);
  }

  async *#printed(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const item of this.follow()) if (item.kind === 'output') yield item.bytes;
  }

  async *events(): AsyncGenerator<RunEvent, void, undefined> {
    for await (const item of this.follow()) if (item.kind === 'event' && item.event.type !== 'checkpoint') yield item.event; // those are for `resume`
  }

  async result(signal?: AbortSignal): Promise<R> {
    if (signal) return (await this.#decide(signal)) as R;
    this.#outcome ??= this.#decide();
    return (await this.#outcome) as R;
  }

  async cancel(): Promise<void> {
    await stopJob(this.#client, this.id, this.#budget());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!isFinal(await this.status())) await this.cancel();
  }

  #budget(): WatchOptions {
    const { outageSeconds } = this.#options;
    return outageSeconds === undefined ? {} : { outageBudgetMs: outageSeconds * 1000 };
  }

  async #ask(): Promise<JobDetails | { readonly status: 'LOST' }> {
    try {
      return await this.#client.get(this.id);
    } catch (error) {
      if (isRayError(error) && error.code === 'JOB_NOT_FOUND') return { status: 'LOST' };
      throw error;
    }
  }

  async #decide(signal?: AbortSignal): Promise<unknown> {
    const outcome = this.outcome();
    const items = this.follow(signal);
    for (;;) {
      const next = await items.next();
      if (next.done) return outcome.decide(next.value);
      outcome.add(next.value);
    }
  }
}
