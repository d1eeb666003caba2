import { mkdir, mkdtemp, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isSystemError } from '../errors/describe-system-error.ts';
import { ArchiveError } from './archive-error.ts';

/**
 * A folder that is complete when it is there: it is filled beside its place, where nobody else writes, and moved. It may be there before if it is empty.
 * Throws ArchiveError ARCHIVE_TARGET_TAKEN; nothing is left where it could not be filled.
 */
export async function placeFolder<T>(target: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const place = await freePlace(target);
  await mkdir(dirname(place), { recursive: true });
  const hidden = await mkdtemp(join(dirname(place), `.${basename(place)}.`)); // for nobody else
  try {
    const folder = join(hidden, 'files');
    await mkdir(folder);
    const result = await fill(folder);
    await rmdir(place).catch(() => {}); // an empty one: some systems move nothing onto it
    await rename(folder, place);
    return result;
  } finally {
    await rm(hidden, { recursive: true, force: true });
  }
}

/** Where the folder will be: beyond a link, if the target is one. */
async function freePlace(target: string): Promise<string> {
  try {
    const place = await realpath(target);
    if ((await readdir(place)).length === 0) return place;
  } catch (error) {
    if (!isSystemError(error) || (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')) throw error;
    if (error.code === 'ENOENT') return resolve(target);
  }
  throw new ArchiveError(`${target} is there already, and not an empty folder`, { code: 'ARCHIVE_TARGET_TAKEN' });
}
