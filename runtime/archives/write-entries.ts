import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import type { AdmittedEntry, EntryHead, EntrySink } from './archive-entry.ts';
import { broken, refuseEntry, showEntry } from './archive-error.ts';
import type { EntryBudget } from './entry-budget.ts';
import { readEntryPath } from './entry-path.ts';
import { TakenNames } from './taken-names.ts';

/** Puts entries into a new folder that nobody else writes to: what an archive holds is a folder or a file there, and never anything else. */
export class EntryWriter implements EntrySink {
  readonly #folder: string;
  readonly #budget: EntryBudget;
  readonly #signal: AbortSignal;
  readonly #names = new TakenNames();
  readonly #made = new Set<string>();
  readonly files: { readonly path: string; readonly size: number }[] = [];

  constructor(folder: string, budget: EntryBudget, signal: AbortSignal) {
    this.#folder = folder;
    this.#budget = budget;
    this.#signal = signal;
  }

  /** Whatever it promises, each of them is counted again when it comes. */
  expect(entries: number): void {
    this.#signal.throwIfAborted();
    this.#budget.addEntries(entries);
    this.#budget.addEntries(-entries);
  }

  admit(head: EntryHead): AdmittedEntry {
    this.#signal.throwIfAborted();
    const path = readEntryPath(head.name);
    if (path.length === 0 && head.kind === 'file') throw refuseEntry(head.name, 'has no name');
    const isKnownFolder = this.#names.take(head.name, path, head.kind);
    this.#budget.addEntries(Math.max(1, isKnownFolder), head.name);
    this.#budget.addBytes(head.size, head.name);
    return { ...head, path };
  }

  async write(entry: AdmittedEntry, content: AsyncIterable<Uint8Array>): Promise<void> {
    this.#signal.throwIfAborted();
    if (entry.kind === 'folder') return this.#makeFolder(entry.path);
    await this.#makeFolder(entry.path.slice(0, -1));
    try {
      await this.#writeFile(entry, content);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (isActionsmithError(error) || isSystemError(error)) throw describe(entry.name, error);
      throw broken(`entry ${showEntry(entry.name)}: ${error instanceof Error ? error.message : String(error)}`, error);
    }
    this.files.push({ path: entry.path.join('/'), size: entry.size });
  }

  async #writeFile({ name, path, size, isExecutable }: AdmittedEntry, content: AsyncIterable<Uint8Array>): Promise<void> {
    const file = await open(join(this.#folder, ...path), 'wx', isExecutable ? 0o755 : 0o644);
    try {
      await writeFile(file, this.#counted(name, size, content));
    } finally {
      await file.close();
    }
  }

  /** An entry is as long as it said: more would be uncounted. */
  async *#counted(name: string, size: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let written = 0;
    for await (const chunk of content) {
      this.#signal.throwIfAborted();
      written += chunk.length;
      if (written > size) throw broken(`entry ${showEntry(name)} has more than the ${size} bytes that the archive says`);
      yield chunk;
    }
    if (written < size) throw broken(`entry ${showEntry(name)} has ${written} of its ${size} bytes`);
  }

  async #makeFolder(path: readonly string[]): Promise<void> {
    const whole = join(this.#folder, ...path);
    if (this.#made.has(whole)) return;
    await mkdir(whole, { recursive: true });
    this.#made.add(whole);
  }
}

function describe(entry: string, error: Error): Error {
  return isSystemError(error) ? refuseEntry(entry, `cannot be written: ${reasonOf(error)}`, 'ARCHIVE_NOT_WRITTEN', error) : error;
}
