import type { BackendLogEntry } from '../../../generated/backend-log-entries/types.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { inlineFile } from './inline-file.ts';
import type { JobChannel } from './job-channel.ts';
import { LogQueue, type QueuedEntry } from './log-queue.ts';

const MOST_ENTRIES = 200;
const MOST_CHARACTERS = 1024 * 1024;
/** These answers are about who asks, not about what was sent. */
const ABOUT_THE_SENDER = new Set([401, 403, 404, 405, 407]);

/** What became of the entries that are not in the backend's log. */
export interface LogLosses {
  /** There was no room for them. */
  dropped: number;
  /** The backend does not take them. */
  refused: number;
  /** They were sent once, and nobody knows whether they arrived: to send them again could double them. */
  unconfirmed: number;
}

/** Sends log entries in their order, many at once. One that the backend does not take is found by halving, and left out; the others go on. */
export class LogSender {
  readonly losses: LogLosses = { dropped: 0, refused: 0, unconfirmed: 0 };
  /** The backend's words for the first entry that it did not take. */
  firstRefusal: string | undefined;
  readonly #channel: JobChannel;
  readonly #queue = new LogQueue();
  #batch = MOST_ENTRIES;
  #failures = 0;

  constructor(channel: JobChannel) {
    this.#channel = channel;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get hasFullBatch(): boolean {
    return this.#queue.size >= MOST_ENTRIES;
  }

  add(entry: BackendLogEntry, file?: string): void {
    this.#queue.push({ json: JSON.stringify(entry), file });
    this.losses.dropped = this.#queue.dropped;
  }

  /** Sends what waits. Throws BackendError where it is to be tried again later: everything that is not sent waits still. */
  async send(signal?: AbortSignal): Promise<void> {
    while (this.#queue.size > 0) await this.#sendSome(this.#queue.peek(this.#batch, MOST_CHARACTERS), signal);
  }

  async #sendSome(entries: readonly QueuedEntry[], signal: AbortSignal | undefined): Promise<void> {
    const dropped = this.#queue.dropped;
    const done = (): void => this.#queue.remove(Math.max(0, entries.length - (this.#queue.dropped - dropped))); // some may have gone meanwhile
    signal?.throwIfAborted();
    try {
      await this.#channel.createLogs(await bodyOf(entries), signal);
      done();
      this.#failures = 0;
      this.#batch = Math.min(MOST_ENTRIES, this.#batch * 2);
    } catch (error) {
      if (!(error instanceof BackendError)) {
        this.losses.unconfirmed += entries.length; // the time was up while they were on their way
        done();
        throw error;
      }
      const { status, arrived } = error.details;
      if (status === undefined ? arrived !== false : status === 504) {
        this.losses.unconfirmed += entries.length;
        done();
        throw error;
      }
      if (!this.#isAboutTheEntries(error)) throw error;
      if (entries.length > 1) {
        this.#batch = Math.ceil(entries.length / 2);
        return;
      }
      this.losses.refused += 1;
      this.firstRefusal ??= error.message;
      done();
    }
  }

  /** A server that fails at something it cannot read looks like one that fails: the second time, the entries are suspected. */
  #isAboutTheEntries({ details, retryable }: BackendError): boolean {
    const status = Number(details['status']);
    if (status === 500) return ++this.#failures > 1;
    return !retryable && status >= 400 && !ABOUT_THE_SENDER.has(status);
  }
}

/** One entry as itself, several as a list. A file that cannot be read becomes an entry that says so. */
async function bodyOf(entries: readonly QueuedEntry[]): Promise<string> {
  const [first] = entries;
  if (first?.file === undefined) return entries.length === 1 ? first!.json : `[${entries.map(({ json }) => json).join(',')}]`;
  const entry = JSON.parse(first.json) as BackendLogEntry;
  try {
    return JSON.stringify({ ...entry, file: await inlineFile(first.file) });
  } catch (error) {
    const content = `the file ${first.file} of ${entry.event} is not attached: ${error instanceof Error ? error.message : String(error)}`;
    return JSON.stringify([entry, { ...entry, event: 'message', data: { content }, level: 'warning' }]);
  }
}
