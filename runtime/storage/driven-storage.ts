import { Readable } from 'node:stream';
import { backoffMs, pause } from '../timing/backoff.ts';
import { checkKey, checkPrefix } from './check-key.ts';
import { StorageError } from './storage-error.ts';
import type { ReadOptions, Storage, StorageCallOptions, StorageEntry, StorageSource } from './storage.ts';
import type { StorageDriver } from './storage-driver.ts';

/** So often in a row may nothing work. */
const MOST_FAILURES = 4;

/** A storage, by its driver: checks keys, repeats what may be repeated, and says what is wrong in one way. */
export class DrivenStorage implements Storage {
  readonly #driver: StorageDriver;
  readonly #redact: (text: string) => string;

  constructor(driver: StorageDriver, redact: (text: string) => string) {
    this.#driver = driver;
    this.#redact = redact;
  }

  get place(): string {
    return this.#driver.place;
  }

  read(key: string, options: ReadOptions = {}): Readable {
    checkKey(key);
    const { offset = 0, length } = options;
    for (const [name, value] of Object.entries({ offset, length: length ?? 0 }))
      if (!Number.isSafeInteger(value) || value < 0)
        throw new RangeError(`the ${name} of what is read must be a whole number of at least 0 (got ${value})`);
    return Readable.from(this.#read(key, offset, length, options.signal), { objectMode: false });
  }

  async write(key: string, source: StorageSource, { signal }: StorageCallOptions = {}): Promise<void> {
    checkKey(key);
    const bytes = typeof source === 'string' ? Buffer.from(source) : source;
    const put = async (of: AsyncIterable<Uint8Array>): Promise<void> => this.#driver.put(key, of, linked(signal));
    if (bytes instanceof Uint8Array) return this.#insist(`write ${key}`, signal, async () => put(Readable.from([bytes])));
    const own: { error?: unknown } = {};
    try {
      await put(noting(bytes, own));
    } catch (error) {
      if (signal?.aborted !== true && own.error !== undefined) throw own.error;
      throw this.#told(`write ${key}`, error, signal);
    }
  }

  async stat(key: string, { signal }: StorageCallOptions = {}): Promise<StorageEntry> {
    checkKey(key);
    return this.#insist(`stat ${key}`, signal, async () => this.#driver.stat(key, linked(signal)));
  }

  async *list(prefix = '', { signal }: StorageCallOptions = {}): AsyncGenerator<StorageEntry> {
    checkPrefix(prefix);
    try {
      for await (const entry of this.#driver.list(prefix, linked(signal))) {
        signal?.throwIfAborted();
        yield entry;
      }
    } catch (error) {
      throw this.#told(`list ${prefix}`.trim(), error, signal);
    }
  }

  async remove(key: string, { signal }: StorageCallOptions = {}): Promise<void> {
    checkKey(key);
    await this.#insist(`remove ${key}`, signal, async () => this.#driver.remove(key, linked(signal)));
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async *#read(key: string, offset: number, length: number | undefined, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
    const what = `read ${key}`;
    const to = length === undefined ? undefined : offset + length;
    let version: string | undefined;
    for (let at = offset, failures = 0; ;) {
      const before = at;
      try {
        const file = await this.#driver.open(key, at, to, linked(signal));
        if (version !== undefined && file.version !== version)
          throw new StorageError(`cannot ${what} in ${this.place}: it was changed while it was read`, { code: 'STORAGE_CHANGED' });
        version = file.version;
        const end = Math.min(to ?? Infinity, file.size);
        for await (const bytes of file.body) {
          yield bytes;
          at += bytes.length;
        }
        if (at >= end) return;
        throw new StorageError(`cannot ${what} in ${this.place}: the connection was cut`, { code: 'STORAGE_UNREACHABLE' });
      } catch (error) {
        const told = this.#told(what, error, signal);
        failures = at > before ? 0 : failures + 1;
        if (!isPassing(told) || failures > MOST_FAILURES) throw told;
        if (failures > 0) await pause(backoffMs(failures), signal);
      }
    }
  }

  async #insist<T>(what: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        signal?.throwIfAborted();
        return await work();
      } catch (error) {
        const told = this.#told(what, error, signal);
        if (!isPassing(told) || failures > MOST_FAILURES) throw told;
        await pause(backoffMs(failures), signal);
      }
    }
  }

  #told(what: string, error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted === true) return signal.reason;
    if (error instanceof StorageError) return error;
    const { code, why } = this.#driver.explain(error);
    return new StorageError(this.#redact(`cannot ${what} in ${this.place}: ${why}`), { code });
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof StorageError && error.retryable;
}

/** Libraries leave their listeners with the signal of a call. */
function linked(signal: AbortSignal | undefined): AbortSignal {
  return signal ? AbortSignal.any([signal]) : new AbortController().signal;
}

/** What the source itself throws is the caller's own error, and not the storage's; what is thrown into it is not its own. */
async function* noting(source: AsyncIterable<Uint8Array>, own: { error?: unknown }): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    try {
      return await iterator.next();
    } catch (error) {
      own.error = error;
      throw error;
    }
  };
  try {
    for (let result = await next(); result.done !== true; result = await next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}
