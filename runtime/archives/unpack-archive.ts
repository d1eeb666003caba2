import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { callAfter } from '../timing/call-after.ts';
import { ArchiveError } from './archive-error.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
import { detectFormat } from './detect-format.ts';
import { EntryBudget, tookTooLong } from './entry-budget.ts';
import { placeFolder } from './place-folder.ts';
import { readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { EntryWriter } from './write-entries.ts';

export interface UnpackOptions {
  /** Default: ARCHIVE_LIMITS. */
  readonly limits?: Partial<ArchiveLimits>;
  readonly signal?: AbortSignal | undefined;
  /** What messages call it; default: the name of its file. */
  readonly name?: string;
}

export interface Unpacked {
  /** Below the folder, with slashes; size in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/**
 * Unpacks a zip, a tar or a tar.gz into a folder that is not there yet, or empty. It is there when all of it is, and nothing is left where that fails.
 * What is in it is no one's to trust: nothing gets out of the folder, and the limits hold whatever it says. Throws ArchiveError, or the signal's reason.
 */
export async function unpackArchive(archive: string, target: string, options: UnpackOptions = {}): Promise<Unpacked> {
  const limits = { ...ARCHIVE_LIMITS, ...options.limits };
  const timeUp = new AbortController();
  const callOff = callAfter(limits.seconds * 1000, () => timeUp.abort(tookTooLong(limits)));
  const signal = AbortSignal.any([timeUp.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  try {
    return await unpack(archive, target, limits, signal);
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw explain(options.name ?? basename(archive), target, error);
  } finally {
    callOff();
  }
}

async function unpack(archive: string, target: string, limits: ArchiveLimits, signal: AbortSignal): Promise<Unpacked> {
  const { isFile, size } = await describeFile(archive);
  const format = isFile ? await detectFormat(archive) : undefined;
  if (format === undefined) throw new ArchiveError('it is no zip, tar or tar.gz', { code: 'ARCHIVE_UNKNOWN' });
  return placeFolder(target, async (folder) => {
    const writer = new EntryWriter(folder, new EntryBudget(limits, size), signal);
    if (format === 'zip') await readZip(archive, writer);
    else await readTar(archive, writer, { isGzip: format === 'tar.gz' });
    signal.throwIfAborted();
    return { files: writer.files };
  });
}

/** A pipe is never opened: it could keep us waiting for ever. */
async function describeFile(archive: string): Promise<{ readonly isFile: boolean; readonly size: number }> {
  const stats = await stat(archive);
  return { isFile: stats.isFile(), size: stats.size };
}

function explain(name: string, target: string, error: unknown): unknown {
  const start = `${name} was not unpacked`;
  if (isSystemError(error))
    return new ArchiveError(`${start} to ${target}: ${error.path === undefined ? '' : `${error.path}: `}${reasonOf(error)}`, {
      code: 'ARCHIVE_NOT_WRITTEN',
      cause: error,
    });
  if (!isActionsmithError(error)) return error;
  const { code, details, cause } = error;
  return new ArchiveError(`${start}: ${error.message}`, { code, details, ...(cause !== undefined && { cause }) });
}
