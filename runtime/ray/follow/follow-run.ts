import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import type { RunEvent } from '../../logging/run-event.ts';
import { type Decoded, FrameDecoder } from '../frames/decode-frames.ts';
import { RayLines } from '../frames/ray-lines.ts';
import type { RayJobsClient } from '../jobs-client.ts';
import { readRunMetadata } from '../run-metadata.ts';
import { followLog } from './follow-log.ts';
import { JobWatch, type WatchOptions } from './job-watch.ts';

/** What a run does, in its order: what the author printed, byte for byte, and what was reported. */
export type RunItem =
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'damage'; readonly why: string };

/** Follows a job from the first byte of its log to its end, and then gives the job. A job that is not ours is all output. */
export async function* followRun(client: RayJobsClient, id: string, options: WatchOptions = {}): AsyncGenerator<RunItem, JobDetails> {
  const { signal } = options;
  const left = new AbortController(); // a caller who leaves early must not leave a poll behind
  const either = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  const watch = new JobWatch(client, id, { ...options, signal: either });
  const submitted = await watch.until(() => true);
  const reader = new RunReader(id, submitted);
  const log = followLog(client, id, watch, { ...options, signal: either });
  try {
    for (;;) {
      const next = await log.next();
      const items = next.done ? reader.end() : reader.push(next.value);
      if (items.some(isVerdict)) watch.hurry();
      yield* items;
      if (next.done) return next.value;
    }
  } finally {
    left.abort(new Error('nobody follows the run any more'));
    await log.return(submitted);
  }
}

/** What a run has printed and reported until now, without waiting for more. */
export async function* readRun(client: RayJobsClient, id: string, signal?: AbortSignal): AsyncGenerator<RunItem, JobDetails> {
  const job = await client.get(id, { signal });
  const reader = new RunReader(id, job);
  if (job.driver_node_id) {
    const log: AsyncIterable<Uint8Array> = await client.log(id, job.driver_node_id, 'file', { signal });
    for await (const bytes of log) yield* reader.push(bytes);
  }
  yield* reader.end();
  return job;
}

/** Takes the log apart: records first, for they may stand anywhere; then the two lines of Ray. */
class RunReader {
  readonly #frames: FrameDecoder | undefined;
  readonly #rayLines: RayLines;

  constructor(id: string, job: JobDetails) {
    const nonce = readRunMetadata(job)?.nonce;
    this.#frames = nonce === undefined ? undefined : new FrameDecoder(nonce);
    this.#rayLines = new RayLines(id, job.entrypoint);
  }

  push(bytes: Uint8Array): RunItem[] {
    return this.#items(this.#frames ? this.#frames.push(bytes) : [{ kind: 'output', bytes }]);
  }

  end(): RunItem[] {
    return [...this.#items(this.#frames?.end() ?? []), ...output(this.#rayLines.end())];
  }

  #items(found: readonly Decoded[]): RunItem[] {
    return found.flatMap((item): RunItem[] => {
      if (item.kind === 'output') return output(this.#rayLines.push(item.bytes));
      if (item.kind === 'damage') return [item];
      return isRunEvent(item.value) ? [{ kind: 'event', event: item.value }] : [{ kind: 'damage', why: 'a record holds no run event' }];
    });
  }
}

function output(bytes: Uint8Array): RunItem[] {
  return bytes.byteLength === 0 ? [] : [{ kind: 'output', bytes }];
}

function isVerdict(item: RunItem): boolean {
  return item.kind === 'event' && (item.event.type === 'result' || item.event.type === 'failed');
}

/** The worker is ours and of the same contract; a newer one may report what we do not know, which is passed on. */
function isRunEvent(value: unknown): value is RunEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'time' in value &&
    typeof value.time === 'number'
  );
}
