import type { Readable } from 'node:stream';
import type { SourceFile } from '../upload-items.ts';

/** What a folder has. */
export type FoundFile = Omit<SourceFile, 'specification'> & {
  /** Why it cannot be taken, such as a link. */
  readonly problem?: string;
};

/** A file in a path of this machine, which the sender may read until it is given back. */
export interface FetchedFile {
  readonly path: string;
  readonly size: number;
  /** SHA-1, in hex: what the backend calls a data file's checksum. */
  readonly checksum: string;
}

/** Where an upload reads: a folder of this machine, or a storage. Nothing in it is ever changed. */
export interface UploadSource {
  /** To be shown. */
  readonly place: string;
  /** In the order of their names. Throws ActionsmithError, StorageError where there is no such folder. */
  list(folder: string, options: { readonly isRecursive: boolean; readonly signal: AbortSignal }): AsyncIterable<FoundFile>;
  /** How a key is called below a folder: for files that params name. */
  keyIn(folder: string, name: string): string;
  read(key: string, signal: AbortSignal): Readable;
  /** Throws SourceFileError where the file cannot be had, and the others can. */
  fetch(key: string, signal: AbortSignal): Promise<FetchedFile>;
  giveBack(file: FetchedFile): Promise<void>;
  close(): Promise<void>;
}
