import { Readable } from 'node:stream';
import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { RayError } from '../../errors/ray-error.ts';
import { isRayError } from '../is-ray-error.ts';
import type { RayJobsClient } from '../jobs-client.ts';

/**
 * Where a log is read. `stream` and, after the end, `file` are Ray's state API: raw bytes, soon. A gateway may let the Jobs API alone pass; then it is
 * `socket` and `text`: late, and nothing of a log with a byte that is no UTF-8.
 */
export type LogSource = 'stream' | 'file' | 'socket' | 'text';

/** Ray writes lines of its own before a command starts, so that a stream which gives nothing for so long is held back by something in between. */
const SILENCE_MS = 3_000;
/** Between two parts of a file, which has an end. */
const STALLED_MS = 60_000;

/** The bytes of a job's log from `offset` on. Every source begins at its first byte. Throws RayError, LOG_HELD_BACK for a stream that does not flow. */
export async function* readLog(
  client: RayJobsClient,
  job: JobDetails,
  id: string,
  source: LogSource,
  offset: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const stream = await open(client, job, id, source, signal);
  const patience = (ms: number): NodeJS.Timeout => setTimeout(() => stream.destroy(heldBack()), ms);
  let silence = source === 'stream' ? patience(SILENCE_MS) : source === 'file' ? patience(STALLED_MS) : undefined;
  let skip = offset;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      clearTimeout(silence);
      if (source === 'file') silence = patience(STALLED_MS);
      const bytes = chunk.subarray(skip);
      skip -= chunk.byteLength - bytes.byteLength;
      if (bytes.byteLength > 0) yield bytes;
    }
  } finally {
    clearTimeout(silence);
  }
}

const BLOCKED = new Set(['NOT_FOUND', 'NOT_ALLOWED', 'REQUEST_REJECTED', 'LOG_HELD_BACK']);

/** The source to turn to after an error; undefined where the error does not say that this one is blocked. */
export function otherSource(source: LogSource, error: unknown): LogSource | undefined {
  if (!isRayError(error) || !(BLOCKED.has(error.code) || isFull(error))) return undefined;
  if (source === 'stream') return 'socket';
  if (source === 'socket') return 'stream';
  return source === 'file' ? 'text' : undefined;
}

/** The state API has places for 100 requests at once, and a follower who hung up keeps one while its log does not grow: it may have none for a long time. */
function isFull({ details }: RayError): boolean {
  return details['status'] === 429;
}

async function open(
  client: RayJobsClient,
  job: JobDetails,
  id: string,
  source: LogSource,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  if (source === 'socket') return client.tail(id, { signal });
  if (source !== 'text') return client.log(id, job.driver_node_id ?? '', source, { signal });
  return Readable.from([Buffer.from(await client.logText(id, { signal }))]);
}

function heldBack(): RayError {
  return new RayError('the log is held back by something between here and the dashboard', { code: 'LOG_HELD_BACK', retryable: true });
}
