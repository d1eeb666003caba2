import type { JobDetails } from '../../generated/ray-jobs/types.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { followRun, type RunItem } from '../ray/follow/follow-run.ts';
import { JobWatch } from '../ray/follow/job-watch.ts';
import { RunOutcome } from '../ray/follow/run-outcome.ts';
import { isRayError } from '../ray/is-ray-error.ts';
import type { RayJobsClient } from '../ray/jobs-client.ts';
import type { Run, RunStatus } from './run.ts';

/** A run that is a job on a Ray cluster. It needs nothing but the job's id: any process can follow it. */
export class RayRun<R = unknown> implements Run<R> {
  readonly id: string;
  readonly #client: RayJobsClient;
  readonly #folder: string | undefined;
  #outcome: Promise<unknown> | undefined;

  /** `folder` is the plugin's on this machine: stacks then lead into it. */
  constructor(client: RayJobsClient, id: string, folder?: string) {
    this.id = id;
    this.#client = client;
    this.#folder = folder;
  }

  /** Ray's own word; LOST when the cluster does not know the job (any more). */
  async status(): Promise<RunStatus> {
    try {
      return (await this.#client.get(this.id)).status;
    } catch (error) {
      if (isRayError(error) && error.code === 'JOB_NOT_FOUND') return 'LOST';
      throw error;
    }
  }

  /** What the run prints and reports, in its order, while it happens. Gives the job when it has ended. */
  follow(signal?: AbortSignal): AsyncGenerator<RunItem, JobDetails> {
    return followRun(this.#client, this.id, { signal });
  }

  /** Collects what `follow` gives, for who follows the run himself. */
  outcome(): RunOutcome {
    return new RunOutcome(this.id, this.#folder);
  }

  async *logs(): AsyncGenerator<Uint8Array, void, undefined> {
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
    if (await this.#client.stop(this.id)) await new JobWatch(this.#client, this.id).untilEnded();
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
