import type { Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BackendError } from '../../errors/backend-error.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { DownloadOptions } from '../backend.ts';
import { BatchWriter } from '../batch-writer.ts';
import { placeFile } from '../place-file.ts';
import type { BackendHttp } from './backend-http.ts';

const MOST_FAILURES = 12;

/** Reads a file to a new place; what is cut goes on behind what is there. Throws BackendError; nothing is left then. */
export async function downloadFile(
  http: BackendHttp,
  item: { readonly file?: string | null; readonly checksum?: string | null },
  path: string,
  { signal, onProgress }: DownloadOptions = {},
): Promise<void> {
  const { file, checksum } = item;
  if (typeof file !== 'string') throw new BackendError('this object has no file', { code: 'NO_FILE' });
  await placeFile(path, (part, hash) => fetchTo({ http, url: file, part, hash, signal, onProgress }), checksum);
}

interface Fetch {
  readonly http: BackendHttp;
  readonly url: string;
  readonly part: string;
  readonly hash: Hash | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: DownloadOptions['onProgress'];
}

async function fetchTo({ http, url, part, hash, signal, onProgress }: Fetch): Promise<void> {
  const target = await open(part, 'w');
  const writer = new BatchWriter(target);
  try {
    for (let failures = 0; ;) {
      const before = writer.end;
      try {
        for await (const bytes of readFrom(http, url, before, signal)) {
          await writer.write(bytes);
          hash?.update(bytes);
          onProgress?.(writer.end);
        }
        return await writer.flush();
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        failures = writer.end > before ? 0 : failures + 1;
        if (!(error instanceof BackendError) || !error.retryable || failures > MOST_FAILURES) throw error;
        if (failures > 0) await pause(backoffMs(failures), signal);
      }
    }
  } finally {
    await target.close();
  }
}

/** The bytes from a place on, all of them. Throws BackendError, retryable where the connection was cut. */
async function* readFrom(http: BackendHttp, url: string, at: number, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const headers = at > 0 ? { Range: `bytes=${at}-` } : {};
  const { status, headers: answered, body } = await http.stream({ method: 'GET', path: url, headers, signal });
  let skip = at > 0 && status === 200 ? at : 0; // a server without ranges gives all of it again
  const expected = Number(answered['content-length'] ?? Number.NaN);
  let received = 0;
  try {
    for await (const chunk of body) {
      const bytes = chunk as Buffer;
      received += bytes.length;
      const fresh = bytes.subarray(Math.min(skip, bytes.length));
      skip -= bytes.length - fresh.length;
      if (fresh.length > 0) yield fresh;
    }
  } catch {
    throw cut(url);
  }
  if (Number.isFinite(expected) && received < expected) throw cut(url);
}

function cut(url: string): BackendError {
  const { origin, pathname } = new URL(url);
  return new BackendError(`GET ${origin}${pathname} was cut off`, { code: 'BACKEND_UNREACHABLE', retryable: true });
}
