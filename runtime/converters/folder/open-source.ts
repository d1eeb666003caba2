import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConversionError } from '../conversion-error.ts';

export interface Source extends AsyncDisposable {
  readonly root: string;
}

/**
 * A dataset's folder; an archive is unpacked into a temporary one, which goes when the source does. Throws ConversionError where there is nothing, and
 * ArchiveError for what is no archive, or one that is refused.
 */
export async function openSource(path: string, signal: AbortSignal | undefined): Promise<Source> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) throw new ConversionError(`${path}: there is no such file or folder`, { code: 'DATASET_NOT_FOUND' });
  if (there.isDirectory()) return { root: resolve(path), [Symbol.asyncDispose]: async () => {} };
  const { unpackArchive } = await import('../../archives/unpack-archive.ts');
  const folder = await mkdtemp(join(tmpdir(), 'actionsmith-dataset-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await unpackArchive(path, join(folder, 'dataset'), { limits: { entries: MOST_ENTRIES, seconds: HOURS_6 }, signal });
    return { root: await onlyFolder(join(folder, 'dataset')), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** What even the largest datasets have. */
const MOST_ENTRIES = 5_000_000;
/** In seconds. */
const HOURS_6 = 6 * 3600;

/** An archive of a folder has its dataset one level down. */
async function onlyFolder(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => name !== '__MACOSX');
  const [first] = entries;
  const isAround = entries.length === 1 && first!.isDirectory() && !OWN_FOLDERS.has(first!.name.toLowerCase());
  return isAround ? join(folder, first!.name) : folder;
}

/** Folders that belong to a format, and are none around it. */
const OWN_FOLDERS: ReadonlySet<string> = new Set(['json', 'images', 'annotations', 'train']);
