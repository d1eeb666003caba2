import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Change } from './compare-with-disk.ts';
import { isBelow, type Confinement } from './confine.ts';
import { keepFile, moveFile, syncFolder, writeDurably } from './durable-files.ts';
import { closeJournal, type Journal, type Operation, writeJournal } from './journal.ts';
import { settle } from './settle.ts';
import { takeBack, tidyUp } from './take-back.ts';
import { workingFolder } from './working-folder.ts';

/**
 * Carries the changes out, all or none. First everything new is written beside, and a journal says what is to be moved where; only then the
 * tree is touched. What fails is taken back here, and what is killed by the next run. Only under the lock.
 */
export async function applyChanges(changes: readonly Change[], confinement: Confinement): Promise<void> {
  const folder = workingFolder(confinement.root);
  const steps = [...changes.filter(isStep), ...changes.filter((change) => change.copy !== undefined).map(copyOfEdited)];
  try {
    const journal = await prepare(steps, confinement.root, folder);
    await carryOut(journal, confinement, folder);
  } catch (error) {
    await takeBack(confinement);
    throw error;
  }
  await tidyUp(confinement).catch(() => undefined); // it is done; what is left here the next run removes
}

type Step = Pick<Change, 'path' | 'ownership' | 'after' | 'hash'> & { readonly kind: Operation['kind'] };

function isStep(change: Change): change is Change & Step {
  return change.kind === 'create' || change.kind === 'update' || change.kind === 'delete';
}

function copyOfEdited({ copy = '', before }: Change): Step {
  return { kind: 'create', path: copy, ownership: 'scaffold', after: before! };
}

/** Writes what is to come beside it, keeps what was, and says so in the journal. The tree is as it was. */
async function prepare(steps: readonly Step[], root: string, folder: string): Promise<Journal> {
  const operations = await settle(steps, (step, index) => prepareOne(step, index, root, folder));
  const folders = await missingFolders(steps, root);
  const journal = { operations, folders: folders.map((path) => relative(root, path)) };
  await writeJournal(folder, journal);
  return journal;
}

async function prepareOne(
  { kind, path, ownership, after = '', hash = hashOf(after) }: Step,
  index: number,
  root: string,
  folder: string,
): Promise<Operation> {
  const [fresh, old] = [`new-${index}`, `old-${index}`];
  if (kind === 'delete') return { kind, path, ownership, old };
  const place = join(root, path);
  await writeDurably(join(folder, fresh), after, kind === 'update' ? (await lstat(place)).mode & 0o7777 : undefined);
  if (kind === 'create') return { kind, path, ownership, fresh, hash };
  await keepFile(place, join(folder, old));
  return { kind, path, ownership, fresh, old, hash };
}

async function carryOut({ operations, folders }: Journal, { root }: Confinement, folder: string): Promise<void> {
  for (const path of folders) await mkdir(join(root, path), { recursive: true });
  await settle(operations, (operation) => carryOutOne(operation, root, folder));
  const touched = new Set(operations.map(({ path }) => dirname(join(root, path))));
  await settle([...touched], syncFolder);
  await closeJournal(folder);
}

async function carryOutOne({ kind, path, ownership, fresh, old }: Operation, root: string, folder: string): Promise<void> {
  const place = join(root, path);
  if (kind === 'delete') return moveFile(place, join(folder, old!));
  if (ownership === 'owned' || kind === 'update') return moveFile(join(folder, fresh!), place);
  await keepFile(join(folder, fresh!), place).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // the author has made it meanwhile
  });
}

/** Outermost first. */
async function missingFolders(steps: readonly Step[], root: string): Promise<string[]> {
  const missing = new Set<string>();
  const present = new Set<string>();
  for (const { path } of steps.filter(({ kind }) => kind === 'create')) {
    for (let at = dirname(join(root, path)); !missing.has(at) && !present.has(at); at = dirname(at)) {
      if (at === root || isBelow(root, at) || (await isThere(at))) present.add(at);
      else missing.add(at);
    }
  }
  return [...missing].toSorted((a, b) => a.length - b.length);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
