import { constants } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ArchiveError } from '../archives/archive-error.ts';
import { placeFolder } from '../archives/place-folder.ts';
import { describeSystemError, isSystemError } from '../errors/describe-system-error.ts';
import { BackendError } from '../errors/backend-error.ts';

/** Says which dataset a copy is of; nobody takes it for a part of it. */
const MARK = '.dataset.json';

/**
 * A copy of a cached dataset in a folder of the user's own, whole when it is there. A copy of the same that is there already is left as it is, so that a run
 * that is repeated finds it. Throws BackendError OUTPUT_EXISTS where something else is there: nothing of the user's is replaced.
 */
export async function copyDataset(source: string, target: string): Promise<string> {
  const path = resolve(target);
  const key = join(basename(dirname(source)), basename(source)); // what the cache calls it: it differs when anything of it does
  if ((await readMark(path)) === key) return path;
  try {
    await placeFolder(path, async (folder) => {
      await cp(source, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
      await writeFile(join(folder, MARK), `${JSON.stringify({ dataset: key })}\n`);
    });
    return path;
  } catch (error) {
    if (error instanceof ArchiveError)
      throw new BackendError(`${target} is there already, and holds something else: name another output_dir, or move it away`, {
        code: 'OUTPUT_EXISTS',
        cause: error,
      });
    if (!isSystemError(error)) throw error;
    throw new BackendError(`the dataset cannot be written to ${target}: ${describeSystemError(error)}`, {
      code: 'DATASET_NOT_WRITTEN',
      cause: error,
    });
  }
}

async function readMark(path: string): Promise<string | undefined> {
  const text = await readFile(join(path, MARK), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { readonly dataset?: string }).dataset;
}
