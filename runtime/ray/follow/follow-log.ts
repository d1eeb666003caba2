import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { RayError } from '../../errors/ray-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import { isRayError } from '../is-ray-error.ts';
import { isTerminal, type RayJobsClient } from '../jobs-client.ts';
import { type LogSource, otherSource, readLog } from './log-sources.ts';
import { type JobWatch, OUTAGE_BUDGET_MS, type WatchOptions } from './job-watch.ts';

const LAST_READ_ATTEMPTS = 5;

/**
 * The bytes of a job's log from the first to the last, as they are written, without a gap or a repetition: after every break the log is read again from
 * its start and what was already handed out is left away (Ray offers no byte offset). Ends when the job has ended and its whole log was read,
 * and then gives the job. Throws RayError LOG_GONE when the log of an ended job cannot be read: it is deleted, or the node is gone.
 */
export async function* followLog(
  client: RayJobsClient,
  id: string,
  watch: JobWatch,
  options: WatchOptions = {},
): AsyncGenerator<Uint8Array, JobDetails> {
  const { signal } = options;
  let read = 0;
  let job = await watch.until(hasLog);
  const hangUp = new AbortController();
  const ended = watch.untilEnded().finally(() => hangUp.abort());
  ended.catch(() => {}); // thrown below, when it is its turn
  const both = signal ? AbortSignal.any([signal, hangUp.signal]) : hangUp.signal;
  try {
    let source: LogSource = 'stream';
    for (let failures = 0; !isTerminal(job.status) && !hangUp.signal.aborted;) {
      const before = read;
      try {
        for await (const bytes of readLog(client, job, id, source, read, both)) {
          read += bytes.byteLength;
          yield bytes;
        }
      } catch (error) {
        signal?.throwIfAborted();
        const other = otherSource(source, error);
        if (other === undefined && !isBreak(error) && !hangUp.signal.aborted) throw error;
        source = other ?? source;
      }
      failures = read > before ? 1 : failures + 1;
      await pause(backoffMs(failures), both).catch(() => signal?.throwIfAborted());
    }
    job = await ended;
    yield* readRest(client, job, id, read, options);
    return job;
  } finally {
    hangUp.abort();
  }
}

/** What is left after the end. The file does not grow any more, so reading to its end is reading all. */
async function* readRest(
  client: RayJobsClient,
  job: JobDetails,
  id: string,
  from: number,
  { signal, outageBudgetMs = OUTAGE_BUDGET_MS }: WatchOptions,
): AsyncGenerator<Uint8Array> {
  if (!hasLog(job)) return;
  let read = from;
  let source: LogSource = 'file';
  let since = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const bytes of readLog(client, job, id, source, read, signal)) {
        read += bytes.byteLength;
        yield bytes;
        since = Date.now();
        attempt = 1;
      }
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const other = otherSource(source, error);
      source = other ?? source;
      if (other !== undefined) continue;
      if (!isBreak(error)) throw error;
      const isAway = !isRayError(error) || error.retryable; // a connection that broke, or the dashboard: they may come back; a node does not
      if (isAway ? Date.now() - since > outageBudgetMs : attempt >= LAST_READ_ATTEMPTS) throw gone(id, job, error);
      await pause(backoffMs(attempt), signal);
    }
  }
}

function hasLog(job: JobDetails): boolean {
  return Boolean(job.driver_node_id);
}

/** A connection that broke, or a node that does not answer now. What an author of a consumer throws is none. */
function isBreak(error: unknown): boolean {
  if (isRayError(error)) return error.code !== 'NOT_AUTHENTICATED' && error.code !== 'NOT_ALLOWED';
  return error instanceof Error && ('code' in error || error.name === 'AbortError' || error.message === 'aborted');
}

function gone(id: string, job: JobDetails, cause: unknown): RayError {
  return new RayError(`job ${id} has ended (${job.status}), and its log cannot be read any more`, {
    code: 'LOG_GONE',
    details: { status: job.status },
    cause,
  });
}
