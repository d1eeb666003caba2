import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ChunkedUpload } from '../../../generated/backend/chunked-upload/types.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { UploadOptions } from '../backend.ts';
import { IdleLimit } from '../../timing/idle-limit.ts';
import { BackendTimeoutError } from '../errors/connection-errors.ts';
import { isBackendHttpError } from '../errors/http-errors.ts';
import type { BackendHttp } from './backend-http.ts';
import { readItem } from './read-answer.ts';

/** One request, and one answer that says that the backend has it for good. */
const CHUNK_BYTES = 32 * 1024 * 1024;
/** Held in memory. */
const BLOCK_BYTES = 512 * 1024;
/** In which no more bytes are taken, or all are and there is no answer. */
const IDLE_MS = 120_000;
const CHUNK_MS = 3_600_000;
/** So often in a row may nothing more arrive. A server that is started again takes a while. */
const MOST_FAILURES = 12;
/** Reading a large file again to check it takes the server a while. */
const FINISH_MS = 600_000;

/**
 * Sends a file in chunks under an id of our own. Whatever is cut goes on where the backend says, as long as some more arrives now and then; the backend has
 * the checksum in the end. Throws BackendError; nothing stays there then.
 */
export async function uploadFile(http: BackendHttp, path: string, options: UploadOptions = {}): Promise<ChunkedUpload> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size === 0 ? await sendNothing(http, options) : await new FileUpload(http, file, basename(path), size, options).send();
  } finally {
    await file.close();
  }
}

const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

async function sendNothing(http: BackendHttp, { signal }: UploadOptions): Promise<ChunkedUpload> {
  return readItem(await http.send({ method: 'POST', path: 'chunked_upload/', json: JSON.stringify({ md5: MD5_OF_NOTHING }), signal }));
}

class FileUpload {
  readonly #http: BackendHttp;
  readonly #file: FileHandle;
  readonly #size: number;
  readonly #options: UploadOptions;
  readonly #path: string;
  readonly #filename: string;
  readonly #hash = createHash('md5');
  /** Bytes that the checksum has seen: those before are never sent again. */
  #hashed = 0;

  constructor(http: BackendHttp, file: FileHandle, name: string, size: number, options: UploadOptions) {
    this.#http = http;
    this.#file = file;
    this.#size = size;
    this.#options = options;
    this.#path = `chunked_upload/${options.id ?? randomUUID()}/`;
    this.#filename = options.filename ?? name;
  }

  async send(): Promise<ChunkedUpload> {
    try {
      for (let offset = await this.#begun(); offset < this.#size;) {
        offset = await this.#insist(offset, async (at) => (at < this.#size ? this.#sendChunk(at) : at)); // the last answer may be lost
        this.#options.onProgress?.(offset, this.#size);
      }
      return await this.#finish();
    } catch (error) {
      await this.#http.send({ method: 'DELETE', path: this.#path }).catch(() => {}); // it is given up anyway, and expires there
      throw error;
    }
  }

  /** What an earlier sender has left under the same id. Its bytes are read once more, for the checksum. */
  async #begun(): Promise<number> {
    if (this.#options.id === undefined) return 0;
    const offset = Math.min((await this.#known()) ?? 0, this.#size);
    for (let at = 0; at < offset;) {
      const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(Math.min(BLOCK_BYTES, offset - at)), 0, undefined, at);
      if (bytesRead === 0) throw new BackendError('the file became shorter while it was sent', { code: 'FILE_CHANGED' });
      this.#hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    this.#hashed = offset;
    return offset;
  }

  /** Tries until it works; after each failure, where the backend says that it goes on. */
  async #insist(from: number, work: (offset: number) => Promise<number>): Promise<number> {
    let offset = from;
    for (let failures = 0; ;) {
      try {
        return await work(offset);
      } catch (error) {
        if (!mayGoOn(error)) throw error;
        const known = await this.#known();
        failures = known !== undefined && known > offset ? 0 : failures + 1;
        if (failures > MOST_FAILURES) throw error;
        offset = known ?? offset;
        if (failures > 0) await pause(backoffMs(failures), this.#options.signal);
      }
    }
  }

  async #sendChunk(offset: number): Promise<number> {
    const end = Math.min(this.#size, offset + CHUNK_BYTES);
    const idle = new IdleLimit(
      IDLE_MS,
      () => new BackendTimeoutError(`PUT ${this.#http.url}${this.#path} went on no more for ${IDLE_MS / 1000} s`),
    );
    const bytes = Readable.from(this.#read(offset, end, idle), { objectMode: false, highWaterMark: BLOCK_BYTES });
    const { signal } = this.#options;
    try {
      const request = {
        method: 'PUT',
        path: this.#path,
        query: { filename: this.#filename },
        bytes,
        headers: { 'Content-Range': `bytes ${offset}-${end - 1}/${this.#size}`, 'Content-Length': String(end - offset) },
        signal: signal ? AbortSignal.any([signal, idle.signal]) : idle.signal,
        isIdempotent: false,
        timeoutMs: CHUNK_MS,
      } as const;
      const { offset: known } = readItem<ChunkedUpload>(await this.#http.send(request));
      if (known > offset) return known;
      throw new BackendError(`the backend took bytes from ${offset} on, and says that it has ${known}`, { code: 'BAD_ANSWER' });
    } catch (error) {
      throw bytes.errored instanceof BackendError ? bytes.errored : error;
    } finally {
      idle.end();
      bytes.destroy();
    }
  }

  /** The bytes of a chunk; the checksum sees each once, however often it is sent. */
  async *#read(from: number, to: number, idle: IdleLimit): AsyncGenerator<Buffer> {
    for (let at = from; at < to;) {
      const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, to - at));
      const { bytesRead } = await this.#file.read(block, 0, block.length, at);
      if (bytesRead === 0) throw new BackendError('the file became shorter while it was sent', { code: 'FILE_CHANGED' });
      const bytes = block.subarray(0, bytesRead);
      at += bytesRead;
      if (at > this.#hashed) {
        this.#hash.update(bytes.subarray(Math.max(0, bytesRead - (at - this.#hashed))));
        this.#hashed = at;
      }
      idle.touch();
      yield bytes;
    }
  }

  /** What the backend has; undefined where it cannot be asked, or knows nothing of it yet. */
  async #known(): Promise<number | undefined> {
    const { signal } = this.#options;
    try {
      return readItem<ChunkedUpload>(await this.#http.send({ method: 'GET', path: this.#path, signal })).offset;
    } catch (error) {
      if (isBackendHttpError(error, 404)) return 0;
      if (mayGoOn(error)) return undefined;
      throw error;
    }
  }

  /** The same end twice is one. */
  async #finish(): Promise<ChunkedUpload> {
    const json = JSON.stringify({ md5: this.#hash.digest('hex') });
    const { signal } = this.#options;
    return readItem(await this.#http.send({ method: 'POST', path: this.#path, json, isIdempotent: true, signal, timeoutMs: FINISH_MS }));
  }
}

/** It may pass, or the backend only wants to go on elsewhere: it has lost its last bytes, or has more than we know. */
function mayGoOn(error: unknown): boolean {
  return error instanceof BackendError && (error.retryable || isBackendHttpError(error, 416) || isBackendHttpError(error, 409));
}
