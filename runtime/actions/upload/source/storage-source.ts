import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { describeSystemError, isSystemError } from '../../../errors/describe-system-error.ts';
import { StorageError } from '../../../storage/storage-error.ts';
import type { Storage } from '../../../storage/storage.ts';
import { hashBytes } from './hash-file.ts';
import { keyBelow } from './inner-folder.ts';
import { nameProblem } from './name-problem.ts';
import { SourceFileError } from './source-file-error.ts';
import type { FetchedFile, FoundFile, UploadSource } from './upload-source.ts';

/** A storage, whose files come to a temporary folder of this machine one after the other. */
export class StorageSource implements UploadSource {
  readonly #storage: Storage;
  #folder: Promise<string> | undefined;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get place(): string {
    return this.#storage.place;
  }

  async *list(folder: string, { isRecursive, signal }: Parameters<UploadSource['list']>[1]): AsyncGenerator<FoundFile> {
    const prefix = this.keyIn(folder, '');
    for await (const { key, size, modifiedAt } of this.#storage.list(prefix, { signal })) {
      const name = key.slice(prefix.length);
      if (name === '' || name.endsWith('/') || (!isRecursive && name.includes('/'))) continue; // how consoles mark a folder
      const problem = nameProblem(name);
      yield { key, name, size, modifiedAt, ...(problem !== undefined && { problem }) };
    }
  }

  keyIn(folder: string, name: string): string {
    return keyBelow(folder, name);
  }

  read(key: string, signal: AbortSignal): Readable {
    return this.#storage.read(key, { signal });
  }

  async fetch(key: string, signal: AbortSignal): Promise<FetchedFile> {
    const path = join(await (this.#folder ??= mkdtemp(join(tmpdir(), 'actionsmith-upload-'))), randomUUID());
    try {
      return { path, ...(await hashBytes(this.read(key, signal), createWriteStream(path, { flags: 'wx' }))) };
    } catch (error) {
      await rm(path, { force: true });
      signal.throwIfAborted();
      if (isSystemError(error)) throw new ActionsmithError(describeSystemError(error), { code: 'NO_ROOM_FOR_COPY', cause: error });
      if (error instanceof StorageError && OF_THE_FILE.has(error.code)) throw new SourceFileError(error.message, error);
      throw error;
    }
  }

  async giveBack({ path }: FetchedFile): Promise<void> {
    await rm(path, { force: true });
  }

  async close(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    this.#folder = undefined;
    await this.#storage.close();
  }
}

/** The others may be sound. */
const OF_THE_FILE: ReadonlySet<string> = new Set(['BAD_KEY', 'STORAGE_CHANGED', 'STORAGE_DENIED', 'STORAGE_NOT_FOUND']);
