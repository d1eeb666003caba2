import { createReadStream } from 'node:fs';
import { BackendError } from '../../errors/backend-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { FileToSend, SendOptions } from '../backend.ts';
import { isBackendHttpError } from '../errors/http-errors.ts';
import { settleAll } from '../settle-all.ts';
import type { BackendHttp } from './backend-http.ts';
import { readItem } from './read-answer.ts';

/** Files of one request for addresses, and of one that confirms them. */
const MOST_FILES = 200;
const MOST_FAILURES = 4;
const PUT_MS = 600_000;

interface Presigned {
  readonly files: readonly { readonly file_key: string; readonly presigned_url?: string }[];
}

interface Confirmed {
  readonly results: readonly { readonly success: boolean; readonly data_file_id?: number; readonly error?: string }[];
}

/**
 * Sends small files each with one request, to an address that the backend signs, and has their data files made together. What fails is an error in its place;
 * undefined is one that the backend wants in another way, such as in parts.
 */
export async function sendPresigned(
  http: BackendHttp,
  files: readonly FileToSend[],
  options: SendOptions,
): Promise<readonly (number | Error | undefined)[]> {
  const results: (number | Error | undefined)[] = [];
  for (let from = 0; from < files.length; from += MOST_FILES) {
    const batch = files.slice(from, from + MOST_FILES);
    results.push(...(await sendBatch(http, batch, options).catch((error: unknown) => failAll(batch, error, options.signal))));
  }
  return results;
}

/** A backend that signs no addresses wants all of them in another way. */
function failAll(batch: readonly FileToSend[], error: unknown, signal: AbortSignal | undefined): (Error | undefined)[] {
  signal?.throwIfAborted();
  if (!(error instanceof BackendError)) throw error;
  const signsNone = isBackendHttpError(error, 404) || isBackendHttpError(error, 405);
  return batch.map(() => (signsNone ? undefined : error));
}

async function sendBatch(
  http: BackendHttp,
  files: readonly FileToSend[],
  { concurrency = 10, signal, onSent }: SendOptions,
): Promise<readonly (number | Error | undefined)[]> {
  const asked = JSON.stringify({ files: files.map(({ id, filename, size }) => ({ id, filename, size })) });
  const request = { method: 'POST', path: 'data_files/presigned_upload/upload/', json: asked, isIdempotent: true, signal } as const;
  const addresses = readItem<Presigned>(await http.send(request)).files;
  const puts = await settleAll(files.entries(), concurrency, async ([index, file]) => {
    const url = addresses[index]?.presigned_url;
    if (url === undefined) return 'otherwise';
    const error = await put(http, url, file, signal);
    if (error === undefined) onSent?.();
    return error;
  });
  const sent = files.flatMap((file, index) => (puts[index] === undefined ? [{ index, file_key: addresses[index]!.file_key, file }] : []));
  const results = puts.map((put) => (put instanceof Error ? put : undefined)) as (number | Error | undefined)[];
  if (sent.length === 0) return results;
  const json = JSON.stringify({ files: sent.map(({ file_key, file: { checksum, size } }) => ({ file_key, checksum, size })) });
  const confirm = { method: 'POST', path: 'data_files/presigned_upload/confirm_upload/', json, isIdempotent: true, signal } as const;
  const confirmed = readItem<Confirmed>(await http.send(confirm)).results;
  for (const [at, { index, file }] of sent.entries()) {
    const { data_file_id: id, error = 'the backend does not say why' } = confirmed[at] ?? {};
    results[index] = id ?? new BackendError(`${file.path} was not taken: ${error}`, { code: 'FILE_NOT_TAKEN' });
  }
  return results;
}

/** The bytes are read again for each attempt. Gives what the last one failed of. */
async function put(
  http: BackendHttp,
  url: string,
  { path, size }: FileToSend,
  signal: AbortSignal | undefined,
): Promise<Error | undefined> {
  for (let attempt = 1; ; attempt++) {
    const bytes = createReadStream(path);
    try {
      await http.send({ method: 'PUT', path: url, bytes, headers: { 'Content-Length': String(size) }, signal, timeoutMs: PUT_MS });
      return undefined;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      if (!(error instanceof BackendError) || !error.retryable || attempt > MOST_FAILURES) return error;
      await pause(backoffMs(attempt), signal);
    } finally {
      bytes.destroy();
    }
  }
}
