import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';

/** What is larger belongs into a storage. */
const MOST_BYTES = 20 * 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.html': 'text/html',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
};

/** A file as a data URI. Throws an Error that says why there is none. */
export async function inlineFile(path: string): Promise<string> {
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  return `data:${type};base64,${(await read(path)).toString('base64')}`;
}

async function read(path: string): Promise<Buffer> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw new Error('it is no file'); // a pipe would be waited for
    if (stats.size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    return await readFile(path);
  } catch (error) {
    throw isSystemError(error) ? new Error(reasonOf(error), { cause: error }) : error;
  }
}
