import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { messageOf } from '../errors/message-of.ts';
import { readEntryPath } from './entry-path.ts';
import { TakenNames } from './taken-names.ts';

export interface ListedFile {
  /** In the archive: `/` between folders. */
  readonly name: string;
  /** Where it is read. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isProgram: boolean;
}

/**
 * The files of a folder, or a file alone, in an order that is the same everywhere. A link counts as the file of the folder that it leads to. Throws ActionsmithError
 * NOT_PACKED with the path of what cannot travel: links that lead out of the folder, or to a folder, what is no file, and names that some system cannot have.
 */
export async function listFiles(path: string): Promise<readonly ListedFile[]> {
  const root = await attempt(path, () => realpath(path));
  const names = (await attempt(path, () => stat(root))).isDirectory() ? await namesIn(root, '') : [''];
  const files = await Promise.all(names.map((name) => describe(root, name)));
  const taken = new TakenNames();
  for (const { name } of files) refuseName(name, root, taken);
  return files;
}

/** Each folder's names sorted by their code units; a folder stands where its name does. */
async function namesIn(root: string, folder: string): Promise<string[]> {
  const entries = await attempt(join(root, folder), () => readdir(join(root, folder), { withFileTypes: true }));
  const lists = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? namesIn(root, name) : [name];
    });
  return (await Promise.all(lists)).flat();
}

async function describe(root: string, name: string): Promise<ListedFile> {
  const path = join(root, name);
  const isLink = (await attempt(path, () => lstat(path))).isSymbolicLink();
  const real = isLink ? await attempt(path, () => realpath(path)) : path;
  if (isLink && !real.startsWith(root + sep))
    throw refusal(path, 'it is a link that leads out of the folder: put a copy of the file in its place');
  const { size, mode, ...stats } = await attempt(path, async () => {
    const found = await stat(real);
    return { size: found.size, mode: found.mode, isFile: found.isFile() };
  });
  if (!stats.isFile) throw refusal(path, isLink ? 'it is a link to a folder: put a copy in its place' : 'it is no file');
  return { name: name === '' ? basename(root) : name, path: real, size, isProgram: (mode & 0o100) !== 0 };
}

/** What could not be unpacked again everywhere is refused now, while the files are still here. */
function refuseName(name: string, root: string, taken: TakenNames): void {
  try {
    taken.take(name, readEntryPath(name), 'file');
  } catch (error) {
    throw refusal(join(root, name), messageOf(error), error);
  }
}

async function attempt<T>(path: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw refusal(path, reasonOf(error), error);
  }
}

function refusal(path: string, why: string, cause?: unknown): ActionsmithError {
  return new ActionsmithError(`${path} cannot be packed: ${why}`, { code: 'NOT_PACKED', ...(cause !== undefined && { cause }) });
}
