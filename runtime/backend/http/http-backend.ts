import type { ChunkedUpload } from '../../../generated/backend/chunked-upload/types.ts';
import type { JobUpdate } from '../../../generated/backend/job-update/types.ts';
import type { LogEntry } from '../../../generated/backend/log-entry/types.ts';
import type { BackendLogEntry } from '../../../generated/backend-log-entries/types.ts';
import type { Backend, CallOptions, DownloadOptions, FileToSend, SendOptions, TailOptions, UploadOptions } from '../backend.ts';
import { type Collections, makeCollections } from '../collections.ts';
import type { ItemOf } from '../resource.ts';
import { checkBackendUrl, credentialHeaders, type Credentials } from './backend-address.ts';
import { BackendHttp } from './backend-http.ts';
import { downloadFile } from './download-file.ts';
import { HttpCollection } from './http-collection.ts';
import { findChecksums } from './find-checksums.ts';
import { readItem } from './read-answer.ts';
import { sendDataFiles } from './send-data-files.ts';
import { tailLogs } from './tail-logs.ts';
import { uploadFile } from './upload-file.ts';

export interface HttpBackendOptions extends Credentials {
  readonly url: string;
  /** Sent with every request to the backend itself. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For one attempt; default 15 s. */
  readonly timeoutMs?: number | undefined;
  /** Repetitions of calls that may be repeated; default 4. */
  readonly retries?: number | undefined;
}

/** A backend behind HTTP, such as `actionsmith backend serve`. Throws BackendError for an address or a token that cannot be used. */
export function openHttpBackend({ url, headers = {}, timeoutMs, retries, ...credentials }: HttpBackendOptions): Backend {
  const all = { ...headers, ...credentialHeaders(credentials) };
  const http = new BackendHttp({ url: checkBackendUrl(url), headers: all, timeoutMs, retries });
  return Object.assign(
    new HttpBackend(http),
    makeCollections((name) => new HttpCollection(http, name)),
  );
}

class HttpBackend implements Omit<Backend, keyof Collections> {
  readonly #http: BackendHttp;

  constructor(http: BackendHttp) {
    this.#http = http;
  }

  async upload(path: string, options: UploadOptions = {}): Promise<ChunkedUpload> {
    return uploadFile(this.#http, path, options);
  }

  async sendDataFiles(files: readonly FileToSend[], options: SendOptions = {}): Promise<readonly (number | Error)[]> {
    return sendDataFiles(this.#http, this as unknown as Backend, files, options);
  }

  async findChecksums(checksums: readonly string[], { signal }: CallOptions = {}): Promise<ReadonlySet<string>> {
    return findChecksums(this.#http, checksums, signal);
  }

  async download(item: Parameters<Backend['download']>[0], path: string, options: DownloadOptions = {}): Promise<void> {
    await downloadFile(this.#http, item, path, options);
  }

  async updateJob(id: string, update: JobUpdate, { signal }: CallOptions = {}): Promise<ItemOf<'jobs'>> {
    return readItem(
      await this.#http.send({ method: 'PATCH', path: `jobs/${encodeURIComponent(id)}/`, json: JSON.stringify(update), signal }),
    );
  }

  updateJobNow(id: string, update: JobUpdate): boolean {
    return this.#http.sendNow({ method: 'PATCH', path: `jobs/${encodeURIComponent(id)}/`, json: JSON.stringify(update) });
  }

  /** Not repeated where nobody knows whether they arrived: no entry is there twice. */
  async createLogs(entries: readonly BackendLogEntry[], { signal }: CallOptions = {}): Promise<void> {
    if (entries.length > 0) await this.#http.send({ method: 'POST', path: 'logs/', json: JSON.stringify(entries), signal });
  }

  tailLogs(job: string, options: TailOptions = {}): AsyncIterable<LogEntry> {
    return tailLogs(this.#http, job, options);
  }

  async annotateTask(id: number, data: Readonly<Record<string, unknown>>, { signal }: CallOptions = {}): Promise<ItemOf<'tasks'>> {
    const json = JSON.stringify({ action: 'submit', data });
    return readItem(await this.#http.send({ method: 'PUT', path: `tasks/${id}/annotate_task_data/`, json, signal }));
  }

  async close(): Promise<void> {
    this.#http.close();
  }
}
