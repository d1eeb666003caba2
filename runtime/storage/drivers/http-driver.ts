import { Readable } from 'node:stream';
import { BackendHttp } from '../../backend/http/backend-http.ts';
import { isBackendHttpError } from '../../backend/errors/http-errors.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { explainStatus, explainSystemError } from '../explain-error.ts';
import { StorageError, type StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

export interface HttpOptions {
  /** With a slash at the end. */
  readonly url: string;
  /** Sent to that server, and to none that it redirects to. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Files behind HTTP, which are only read. RFC 9110, 14: what is cut goes on as a range. */
export class HttpDriver implements StorageDriver {
  readonly place: string;
  readonly #http: BackendHttp;

  constructor({ url, headers }: HttpOptions) {
    this.place = url;
    this.#http = new BackendHttp({ url, headers, retries: 0, timeoutMs: 30_000 });
  }

  async open(key: string, from: number, to: number | undefined, signal: AbortSignal): Promise<OpenedFile> {
    if (to !== undefined && to <= from) return this.#openNothing(key, signal);
    try {
      const isAll = from === 0 && to === undefined;
      const range: Record<string, string> = isAll ? {} : { Range: `bytes=${from}-${to === undefined ? '' : to - 1}` };
      const { status, headers, body } = await this.#http.stream({ method: 'GET', path: pathOf(key), headers: range, signal });
      const version = versionOf(headers);
      if (status === 206) return { body, size: sizeOf(headers['content-range']) ?? Infinity, version };
      const size = sizeOf(headers['content-length']) ?? Infinity;
      return { body: isAll ? body : part(body, from, to), size: Number.isFinite(size) ? size : from, version };
    } catch (error) {
      if (isBackendHttpError(error, 416)) return this.#openNothing(key, signal); // behind the end
      throw error;
    }
  }

  async put(key: string): Promise<void> {
    throw this.#readOnly(`write ${key}`);
  }

  async stat(key: string, signal: AbortSignal): Promise<StorageEntry> {
    const { headers } = await this.#http.send({ method: 'HEAD', path: pathOf(key), signal });
    const size = sizeOf(headers['content-length']) ?? 0;
    return { key, size, modifiedAt: new Date(Date.parse(String(headers['last-modified'])) || 0) };
  }

  list(): AsyncIterable<StorageEntry> {
    throw this.#readOnly('list files');
  }

  async remove(key: string): Promise<void> {
    throw this.#readOnly(`remove ${key}`);
  }

  explain(error: unknown): StorageProblem {
    if (isBackendHttpError(error)) return explainStatus(error.status);
    if (!(error instanceof BackendError)) return explainSystemError(error);
    return { code: error.retryable ? 'STORAGE_UNREACHABLE' : 'STORAGE_FAILED', why: error.message };
  }

  async close(): Promise<void> {
    this.#http.close();
  }

  async #openNothing(key: string, signal: AbortSignal): Promise<OpenedFile> {
    const { headers } = await this.#http.send({ method: 'HEAD', path: pathOf(key), signal });
    return { body: Readable.from([]), size: sizeOf(headers['content-length']) ?? 0, version: versionOf(headers) };
  }

  #readOnly(what: string): StorageError {
    return new StorageError(`cannot ${what} in ${this.place}: a storage behind HTTP is only read, file by file`, {
      code: 'STORAGE_READ_ONLY',
    });
  }
}

/** Each part by itself: a `?` or `#` is a letter of the name. */
function pathOf(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

function versionOf(headers: Readonly<Record<string, unknown>>): string {
  return String(headers['etag'] ?? headers['last-modified'] ?? '');
}

/** Of `Content-Length: 9` and `Content-Range: bytes 3-5/9`. */
function sizeOf(header: unknown): number | undefined {
  const digits = /(\d+)\s*$/.exec(String(header ?? ''))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Of a server without ranges, which gives all of it. */
async function* part(body: AsyncIterable<Buffer>, from: number, to: number = Infinity): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const bytes of body) {
    const wanted = bytes.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += bytes.length;
    if (wanted.length > 0) yield wanted;
    if (at >= to) return;
  }
}
