import type { StorageProblem } from './storage-error.ts';
import type { StorageEntry } from './storage.ts';

export interface OpenedFile {
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Another one where the content is another one. */
  readonly version: string;
}

/** What a library does for a storage. Keys have been checked; what it throws is put into words by `explain`. */
export interface StorageDriver {
  /** To be shown: without credentials. */
  readonly place: string;
  /** From byte `from` to byte `to`, not included; to the end without it. A place behind the end is an empty body. */
  open(key: string, from: number, to: number | undefined, signal: AbortSignal): Promise<OpenedFile>;
  /** Whole or not at all. */
  put(key: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  stat(key: string, signal: AbortSignal): Promise<StorageEntry>;
  list(prefix: string, signal: AbortSignal): AsyncIterable<StorageEntry>;
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** What is wrong, by what the library threw. */
  explain(error: unknown): StorageProblem;
  close(): Promise<void>;
}
