import { createHash } from 'node:crypto';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionsmithError } from '../../runtime/errors.ts';
import { describeSystemError, isSystemError } from '../../runtime/errors/describe-system-error.ts';
import { type Confine, confineTo, type Confinement, isBelow } from './confine.ts';
import { BESIDE, moveFile } from './durable-files.ts';
import { type Journal, type Operation, readClosedJournal, readJournal, removeJournal } from './journal.ts';
import { isClaim, withLock } from './lock.ts';
import { settle } from './settle.ts';
import { isAtWork, workingFolder } from './working-folder.ts';

/** Where a generator was killed while it wrote: the tree as it was before. Waits for one that is still at work. */
export async function takeBackInterrupted(confinement: Confinement): Promise<void> {
  if (isAtWork(confinement.root)) await withLock(confinement.root, () => takeBack(confinement));
}

/**
 * Puts back what the journal says. It may be interrupted and done again. What is no longer as the generator left it was changed since by
 * somebody else, and stays. Only under the lock.
 */
export async function takeBack(confinement: Confinement): Promise<void> {
  const folder = workingFolder(confinement.root);
  try {
    const journal = await readJournal(folder);
    if (journal !== undefined) await undo(journal, confinement, folder);
    await tidyUp(confinement);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `${describeSystemError(error)}. Files were being written; the next \`actionsmith generate\` puts back what was there`;
    throw new ActionsmithError(message, { code: 'NOT_TAKEN_BACK', retryable: true, cause: error });
  }
}

async function undo({ operations, folders }: Journal, confinement: Confinement, folder: string): Promise<void> {
  const confine = confineTo(confinement);
  await settle(operations, (operation) => undoOne(operation, confinement.root, folder, confine));
  for (const path of folders.toReversed())
    if (!(await confine(join(path, '-'), 'owned'))) await removeIfEmpty(join(confinement.root, path));
  await removeJournal(folder);
}

async function undoOne({ kind, path, ownership, old, hash }: Operation, root: string, folder: string, confine: Confine): Promise<void> {
  if (await confine(path, ownership)) return;
  const place = join(root, path);
  await rm(place + BESIDE, { force: true });
  const now = await hashIfThere(place);
  if (kind === 'create') return now === hash ? rm(place, { force: true }) : undefined;
  const kept = join(folder, old!);
  if ((await hashIfThere(kept)) === undefined) return; // put back already, or never taken
  if (kind === 'delete' && now === undefined) await moveFile(kept, place);
  if (kind === 'update' && now === hash) await moveFile(kept, place);
}

/** Removes what a generation that is done, or was taken back, has left: folders without files, and all but the claims of others who wait. */
export async function tidyUp(confinement: Confinement): Promise<void> {
  const folder = workingFolder(confinement.root);
  const done = await readClosedJournal(folder);
  const confine = confineTo(confinement);
  for (const { kind, path } of done?.operations ?? [])
    if (kind === 'delete' && !(await confine(path, 'owned')))
      await removeEmptyFolders(dirname(join(confinement.root, path)), confinement.root);
  const names = (await readdir(folder)).filter((name) => !isClaim(name));
  for (const name of names.toSorted()) await rm(join(folder, name), { force: true }); // the journal of what is done goes before what it names
}

/** Walks up while a folder is empty; the first that is not ends it. */
async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let at = folder; isBelow(at, root); at = dirname(at)) if (!(await removeIfEmpty(at))) return;
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) return false;
    throw error;
  }
}

async function hashIfThere(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
