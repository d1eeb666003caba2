import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { type ListedFile, listFiles } from './list-files.ts';

export interface PackOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are packed, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Packed {
  readonly files: number;
  /** Of the archive. */
  readonly size: number;
}

/** The earliest date a zip can hold, in local time, because a zip holds local time. */
const FIXED_DATE = new Date(1980, 0, 1);
const CHUNK_BYTES = 1024 * 1024;

/**
 * Writes a folder, or a file alone, as a zip, a piece at a time however large it is. The same files give the same bytes: sorted, without dates or owners, and not
 * compressed, which weights hardly are. It is complete, and on the disk, when it is there. Throws ActionsmithError NOT_PACKED; nothing is left then.
 */
export async function packFolder(path: string, archive: string, { signal, onProgress }: PackOptions = {}): Promise<Packed> {
  signal?.throwIfAborted();
  const files = await listFiles(path);
  if (files.length === 0) throw new ActionsmithError(`${path} cannot be packed: there is no file in it`, { code: 'NOT_PACKED' });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const part = `${archive}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(archive), { recursive: true });
    const size = await writeZip(files, part, signal, (done) => onProgress?.(Math.min(done, total), total));
    await rename(part, archive);
    return { files: files.length, size };
  } catch (error) {
    signal?.throwIfAborted();
    if (!isSystemError(error)) throw error;
    throw new ActionsmithError(`${path} cannot be packed into ${archive}: ${reasonOf(error)}`, { code: 'NOT_PACKED', cause: error });
  } finally {
    await rm(part, { force: true });
  }
}

/** Gives its bytes. */
async function writeZip(
  files: readonly ListedFile[],
  part: string,
  signal: AbortSignal | undefined,
  onWritten: (bytes: number) => void,
): Promise<number> {
  const target = await open(part, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of zipOf(files, signal)) {
      const bytes = chunk as Buffer;
      await target.writeFile(bytes);
      size += bytes.length;
      onWritten(size);
    }
    await target.sync();
    return size;
  } finally {
    await target.close();
  }
}

function zipOf(files: readonly ListedFile[], signal: AbortSignal | undefined): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let reading: Readable | undefined; // one after the other
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => reading?.destroy());
  for (const { name, path, size, isProgram } of files) {
    const mode = isProgram ? 0o100755 : 0o100644;
    zip.addReadStreamLazy(name, { mtime: FIXED_DATE, forceDosTimestamp: true, mode, compress: false, size }, (give) => {
      reading = createReadStream(path, { highWaterMark: CHUNK_BYTES, ...(signal && { signal: AbortSignal.any([signal]) }) });
      let read = 0;
      reading.on('data', (bytes: Buffer) => void (read += bytes.length));
      reading.on('error', (error) => output.destroy(error));
      reading.on('end', () => read === size || output.destroy(changed(path)));
      give(null, reading);
    });
  }
  zip.end();
  return output;
}

function changed(path: string): ActionsmithError {
  return new ActionsmithError(`${path} cannot be packed: it changed while it was read`, { code: 'NOT_PACKED' });
}
