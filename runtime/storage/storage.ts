import type { Readable } from 'node:stream';

export interface StorageEntry {
  /** Below the root of the storage, with `/` between its parts. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
}

export interface StorageCallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

export interface ReadOptions extends StorageCallOptions {
  /** The first byte; default 0. */
  readonly offset?: number | undefined;
  /** Bytes at most; default: to the end. */
  readonly length?: number | undefined;
}

/** What is written: a stream is read once, so that only what is in memory is sent again where a connection is cut. */
export type StorageSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Where files are kept, whatever keeps them. Keys lead nowhere else. Throws StorageError. */
export interface Storage {
  /** To be shown: without credentials. */
  readonly place: string;
  /** The bytes of a file. What is cut goes on behind what came; a file that changed meanwhile is an error, and never a mixture. */
  read(key: string, options?: ReadOptions): Readable;
  /** The file is there whole or not at all, in the place of the one before. */
  write(key: string, source: StorageSource, options?: StorageCallOptions): Promise<void>;
  stat(key: string, options?: StorageCallOptions): Promise<StorageEntry>;
  /** All files whose keys begin with the prefix, by their keys, page by page. */
  list(prefix?: string, options?: StorageCallOptions): AsyncIterable<StorageEntry>;
  /** What is not there is removed already. */
  remove(key: string, options?: StorageCallOptions): Promise<void>;
  close(): Promise<void>;
}
