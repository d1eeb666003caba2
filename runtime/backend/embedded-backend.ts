import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChunkedUpload } from '../../generated/backend/chunked-upload/types.ts';
import type { JobUpdate } from '../../generated/backend/job-update/types.ts';
import type { LogEntry } from '../../generated/backend/log-entry/types.ts';
import type { BackendLogEntry } from '../../generated/backend-log-entries/types.ts';
import { BackendError } from '../errors/backend-error.ts';
import type { Backend, DownloadOptions, FileToSend, SendOptions, TailOptions, UploadOptions } from './backend.ts';
import { type Collections, makeCollections } from './collections.ts';
import { EmbeddedCollection } from './embedded-collection.ts';
import { placeFile } from './place-file.ts';
import type { ItemOf } from './resource.ts';
import { sendEach } from './send-each.ts';
import { annotateTask, updateJob, writeLogs } from './store/changes.ts';
import { findDataFile } from './store/data-files.ts';
import { openStore, type Store } from './store/store.ts';

export interface EmbeddedBackendOptions {
  /** Whose objects they are; default: `default`. */
  readonly tenant?: string;
}

/** The backend of a folder. Loads the database: `openEmbeddedBackend` does it when it is called. */
export function embeddedBackend(folder: string, { tenant = 'default' }: EmbeddedBackendOptions = {}): Backend {
  const store = openStore(resolve(folder));
  return Object.assign(
    new EmbeddedBackend(store, tenant),
    makeCollections((name) => new EmbeddedCollection(store, name, tenant)),
  );
}

class EmbeddedBackend implements Omit<Backend, keyof Collections> {
  readonly #store: Store;
  readonly #tenant: string;

  constructor(store: Store, tenant: string) {
    this.#store = store;
    this.#tenant = tenant;
  }

  async upload(path: string, { filename = basename(path), id, onProgress, signal }: UploadOptions = {}): Promise<ChunkedUpload> {
    const copy = await this.#store.blobs.temporaryPath();
    try {
      await copyFile(path, copy);
      signal?.throwIfAborted();
      const upload = await this.#store.uploads.takeFile(this.#tenant, copy, { filename, id });
      onProgress?.(upload.size, upload.size);
      return { id: upload.id, url: '', filename, offset: upload.size, size: upload.size, status: 2, checksum: upload.blob };
    } finally {
      await rm(copy, { force: true });
    }
  }

  async sendDataFiles(files: readonly FileToSend[], options: SendOptions = {}): Promise<readonly (number | Error)[]> {
    return sendEach(this as unknown as Backend, files, options);
  }

  async findChecksums(checksums: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(checksums.filter((checksum) => findDataFile(this.#store, this.#tenant, checksum) !== undefined));
  }

  async download(item: Parameters<Backend['download']>[0], path: string, { signal, onProgress }: DownloadOptions = {}): Promise<void> {
    const { file } = item;
    if (typeof file !== 'string' || !file.startsWith('file:')) throw new BackendError('this object has no file', { code: 'NO_FILE' });
    const source = fileURLToPath(file);
    await placeFile(path, (part, hash) => copyAndHash(source, part, hash, signal), item.checksum);
    if (onProgress !== undefined) onProgress((await stat(path)).size);
  }

  async updateJob(id: string, update: JobUpdate): Promise<ItemOf<'jobs'>> {
    updateJob(this.#store, this.#tenant, id, update);
    return (this as unknown as Backend).jobs.get(id);
  }

  updateJobNow(id: string, update: JobUpdate): boolean {
    try {
      updateJob(this.#store, this.#tenant, id, update);
      return true;
    } catch {
      return false; // there is nobody left to tell why
    }
  }

  async createLogs(entries: readonly BackendLogEntry[]): Promise<void> {
    await writeLogs(this.#store, this.#tenant, entries);
  }

  async *tailLogs(job: string, options: TailOptions = {}): AsyncGenerator<LogEntry> {
    for await (const { id, entry } of this.#store.logs.tail(this.#tenant, job, options)) yield { id, ...entry, job: String(entry.job) };
  }

  async annotateTask(id: number, data: Readonly<Record<string, unknown>>): Promise<ItemOf<'tasks'>> {
    annotateTask(this.#store, this.#tenant, id, { action: 'submit', data });
    return (this as unknown as Backend).tasks.get(id);
  }

  async close(): Promise<void> {
    this.#store.close();
  }
}

async function copyAndHash(source: string, part: string, hash: Hash | undefined, signal: AbortSignal | undefined): Promise<void> {
  await copyFile(source, part);
  if (hash === undefined) return;
  const reading = createReadStream(part, { highWaterMark: 1024 * 1024, ...(signal && { signal: AbortSignal.any([signal]) }) });
  for await (const bytes of reading) hash.update(bytes as Buffer);
}
