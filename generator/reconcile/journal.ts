import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeDurably } from './durable-files.ts';

/** What a generation is about to do to one file. Names without a folder are those of the working folder. */
export interface Operation {
  readonly kind: 'create' | 'update' | 'delete';
  /** Relative to the plugin's folder. */
  readonly path: string;
  readonly ownership: 'owned' | 'scaffold';
  /** The text to come; missing for `delete`. */
  readonly fresh?: string;
  /** What was there before; missing for `create`. */
  readonly old?: string;
  /** SHA-256 of the bytes to come. */
  readonly hash?: string;
}

/** Written before the first file is touched, closed after the last: while it is there, all that was done can be taken back. */
export interface Journal {
  readonly operations: readonly Operation[];
  /** Folders that were made for it, relative to the plugin's folder. */
  readonly folders: readonly string[];
}

const NAME = 'journal.json';
const DONE = 'done.json';

export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  const draft = join(folder, `${NAME}.draft`);
  await writeDurably(draft, JSON.stringify(journal));
  await syncFolder(folder); // what the journal names is there before it
  await rename(draft, join(folder, NAME));
  await syncFolder(folder);
}

/** From here on nothing is taken back. */
export async function closeJournal(folder: string): Promise<void> {
  await rename(join(folder, NAME), join(folder, DONE));
  await syncFolder(folder).catch(() => undefined); // what a power cut makes open again is taken back
}

/** Undefined where nothing was begun, or all of it was done. */
export function readJournal(folder: string): Promise<Journal | undefined> {
  return readIfThere(join(folder, NAME));
}

/** What was done, while not all of it is tidied up. */
export function readClosedJournal(folder: string): Promise<Journal | undefined> {
  return readIfThere(join(folder, DONE));
}

export function removeJournal(folder: string): Promise<void> {
  return rm(join(folder, NAME));
}

async function readIfThere(path: string): Promise<Journal | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Journal;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
