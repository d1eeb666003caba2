import { readdir, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { digestFile } from '../backend/store/digest-file.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { hasArchiveEnding } from './archive-name.ts';
import type { FetchModelOptions } from './fetch-model.ts';
import { keepFiles } from './keep-files.ts';
import { keptOrExplained } from './kept-or-explained.ts';
import type { ModelFiles } from './model-files.ts';

/**
 * A model of this machine: a folder, a file, or an archive that is unpacked once for all that have its content. A path that is not absolute starts where the
 * process does. Throws ActionsmithError MODEL_NOT_FOUND and MODEL_NOT_KEPT, ArchiveError.
 */
export async function openLocalModel(
  given: string,
  { cache, signal, onProgress }: FetchModelOptions,
): Promise<ModelFiles & { readonly name: string }> {
  const path = resolve(given);
  const isFolder = await attempt(given, async () => (await stat(path)).isDirectory());
  const name = basename(path);
  const isArchive = !isFolder && hasArchiveEnding(name);
  const files = isFolder
    ? await attempt(given, () => openFolder(path))
    : isArchive
      ? await unpack(path, { cache, signal })
      : { path: dirname(path), filePath: path };
  onProgress?.(1);
  return { name, ...files };
}

async function openFolder(path: string): Promise<ModelFiles> {
  const [first, ...others] = await readdir(path, { withFileTypes: true });
  const isAlone = first?.isFile() === true && others.length === 0;
  return { path, ...(isAlone && { filePath: join(path, first.name) }) };
}

async function unpack(path: string, { cache, signal }: FetchModelOptions): Promise<ModelFiles> {
  const name = basename(path);
  const { sha256 } = await attempt(path, () => digestFile(path));
  const folder = join(cache, 'models', sha256, 'archive');
  return keptOrExplained(name, folder, () => keepFiles(folder, { name, signal, fetch: (arrived) => symlink(path, arrived) }));
}

async function attempt<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ActionsmithError(`there is no model at ${path}: ${reasonOf(error)}`, { code: 'MODEL_NOT_FOUND', cause: error });
  }
}
