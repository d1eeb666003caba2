import { randomBytes } from 'node:crypto';
import type { JobDetails, JobSubmission } from '../../../generated/ray-jobs/types.ts';
import { pause } from '../../timing/backoff.ts';
import { isRayError } from '../is-ray-error.ts';
import { isTerminal, type RayJobsClient } from '../jobs-client.ts';

const POLL_MS = 150;
/** Some releases of Ray look at each job once a second, and write down as failed one that was deleted meanwhile. */
const WATCH_MS = 1_200;

export interface ProbeJob {
  readonly job: JobDetails;
  /** What it printed, Ray's own lines among it. */
  readonly output: string;
}

/** The small jobs of one examination. */
export class ProbeJobs {
  readonly #client: RayJobsClient;
  readonly #ids: string[] = [];

  constructor(client: RayJobsClient) {
    this.#client = client;
  }

  /** Runs a small job and gives how it was when `isDone` said so, or when it had ended; `stuck` is how it was when the signal aborted. */
  async run(
    submission: Omit<JobSubmission, 'submission_id'>,
    signal: AbortSignal,
    isDone: (output: string) => boolean = () => false,
  ): Promise<ProbeJob | { readonly stuck: JobDetails }> {
    const id = `actionsmith-doctor-${randomBytes(6).toString('hex')}`;
    this.#ids.push(id); // before it is there: its answer may be lost
    await this.#client.submit({ ...submission, submission_id: id, metadata: { job_name: 'actionsmith/doctor' } }, { signal });
    let job = await this.#client.get(id, { signal });
    try {
      for (;;) {
        const output = await this.#readOutput(id, job, signal);
        if (isTerminal(job.status) || isDone(output)) return { job, output };
        await pause(POLL_MS, signal);
        job = await this.#client.get(id, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      return { stuck: job };
    }
  }

  /** Stops what goes on and forgets it. A job that is stuck cannot be forgotten, and ends by itself when it is scheduled. Never rejects. */
  async forget(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#ids.map((id) => this.#forget(id, signal).catch(() => {})));
    await pause(WATCH_MS, signal).catch(() => {});
    await Promise.all(this.#ids.map((id) => this.#client.delete(id, { signal }).catch(() => {})));
  }

  async #forget(id: string, signal: AbortSignal): Promise<void> {
    if (!isTerminal((await this.#client.get(id, { signal })).status)) {
      await this.#client.stop(id, { signal });
      while (!isTerminal((await this.#client.get(id, { signal })).status)) await pause(POLL_MS, signal);
    }
    await this.#client.delete(id, { signal });
  }

  async #readOutput(id: string, job: JobDetails, signal: AbortSignal): Promise<string> {
    if (!job.driver_node_id) return '';
    try {
      const log: AsyncIterable<Buffer> = await this.#client.log(id, job.driver_node_id, 'file', { signal });
      const chunks: Buffer[] = [];
      for await (const chunk of log) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    } catch (error) {
      if (isRayError(error)) return ''; // a gateway in between may keep it back; the exit code says what matters
      throw error;
    }
  }
}
