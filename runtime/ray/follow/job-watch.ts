import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { RayError } from '../../errors/ray-error.ts';
import { backoffMs } from '../../timing/backoff.ts';
import { isRayError } from '../is-ray-error.ts';
import { isTerminal, type RayJobsClient } from '../jobs-client.ts';

const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 500;
const HURRY_POLL_MS = 40;
/** How long a cluster may be away where nothing else is said. */
export const OUTAGE_BUDGET_MS = 60_000;

export interface WatchOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the cluster may be away before waiting is given up; default one minute. The job itself may well go on meanwhile. */
  readonly outageBudgetMs?: number | undefined;
}

/** Asks for a job's status until it is what is waited for. A cluster that is away for a moment is waited for; only its answers decide. */
export class JobWatch {
  readonly #client: RayJobsClient;
  readonly #id: string;
  readonly #options: WatchOptions;
  readonly #since = performance.now();
  #isHurried = false;
  #wake: (() => void) | undefined;
  /** Of the cluster, as it was when the job was there first. */
  #session: Promise<string | undefined> | undefined;
  #outage: { readonly since: number; failures: number } | undefined;

  constructor(client: RayJobsClient, id: string, options: WatchOptions = {}) {
    this.#client = client;
    this.#id = id;
    this.#options = options;
  }

  /** The job as it is when the condition holds, or when it has ended. */
  async until(condition: (job: JobDetails) => boolean): Promise<JobDetails> {
    for (;;) {
      const job = await this.#poll();
      if (job && (isTerminal(job.status) || condition(job))) return job;
      await this.#pause(job ? this.#nextPollMs() : backoffMs(this.#outage?.failures ?? 1));
    }
  }

  /** The job as it is when it has ended. */
  untilEnded(): Promise<JobDetails> {
    return this.until(() => false);
  }

  /** The end is near: ask now, and more often. */
  hurry(): void {
    this.#isHurried = true;
    this.#wake?.();
  }

  async #poll(): Promise<JobDetails | undefined> {
    try {
      const job = await this.#client.get(this.#id, { signal: this.#options.signal });
      this.#outage = undefined;
      this.#session ??= this.#askSession();
      return job;
    } catch (error) {
      if (isRayError(error) && error.code === 'JOB_NOT_FOUND' && this.#session) throw await this.#gone(error);
      if (!isRayError(error) || !error.retryable) throw error;
      this.#outage ??= { since: Date.now(), failures: 0 };
      this.#outage.failures += 1;
      if (Date.now() - this.#outage.since > (this.#options.outageBudgetMs ?? OUTAGE_BUDGET_MS)) throw lost(this.#id, error);
      return undefined;
    }
  }

  async #askSession(): Promise<string | undefined> {
    try {
      return (await this.#client.version({ signal: this.#options.signal })).session_name;
    } catch {
      return undefined; // a gateway lets the Jobs API alone pass, or nobody waits any more
    }
  }

  /** The job was there, and is not any more. */
  async #gone(cause: RayError): Promise<RayError> {
    const [before, now] = [await this.#session, await this.#askSession()];
    const why = before !== undefined && now !== undefined && before !== now ? 'the cluster was started anew' : 'it was deleted';
    return new RayError(`job ${this.#id} is gone: ${why}`, { code: 'JOB_LOST', cause });
  }

  /** A twentieth of the time that it has taken until now, so that a short job is noticed soon, and a long one asked about seldom. */
  #nextPollMs(): number {
    if (this.#isHurried) return HURRY_POLL_MS;
    return Math.min(SLOWEST_POLL_MS, Math.max(FIRST_POLL_MS, (performance.now() - this.#since) / 20));
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      const abort = (): void => finish(() => reject(signal?.reason));
      const timer = setTimeout(() => finish(resolve), ms);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#wake = undefined;
        settle();
      };
      this.#wake = () => finish(resolve);
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }
}

function lost(id: string, cause: RayError): RayError {
  return new RayError(
    `the cluster has been away for too long while job ${id} was waited for. The job may still run there. ${cause.message}`,
    {
      code: 'CLUSTER_LOST',
      retryable: true,
      cause,
    },
  );
}
