import { createReadStream, type Dirent } from 'node:fs';
import { access, constants, lstat, readdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { isBelow } from '../../../converters/folder/confine.ts';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../../errors/describe-system-error.ts';
import { checkPrefix } from '../../../storage/check-key.ts';
import { hashBytes } from './hash-file.ts';
import { innerFolder, keyBelow } from './inner-folder.ts';
import { nameProblem } from './name-problem.ts';
import { SourceFileError } from './source-file-error.ts';
import type { FetchedFile, FoundFile, UploadSource } from './upload-source.ts';

/** Folders of this machine, read where they are: links and hidden files are not taken. */
export class LocalSource implements UploadSource {
  readonly place: string;
  readonly #root: string | undefined;

  /** Without a root, folders are any of this machine. */
  constructor(root?: string) {
    this.#root = root === undefined ? undefined : resolve(root);
    this.place = this.#root ?? 'this machine';
  }

  async *list(folder: string, { isRecursive, signal }: Parameters<UploadSource['list']>[1]): AsyncGenerator<FoundFile> {
    if (this.#root !== undefined) checkPrefix(innerFolder(folder));
    const path = this.#pathOf(folder);
    try {
      await this.#confine(path);
      yield* this.#walk(folder, '', await readdir(path, { withFileTypes: true }), { isRecursive, signal });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new ActionsmithError(`cannot read ${path}: ${reasonOf(error)}`, { code: 'UPLOAD_SOURCE_UNREADABLE', cause: error });
    }
  }

  keyIn(folder: string, name: string): string {
    return this.#root === undefined ? join(folder, name) : keyBelow(folder, name);
  }

  read(key: string, signal: AbortSignal): Readable {
    return Readable.from(this.#read(key, signal), { objectMode: false });
  }

  async fetch(key: string, signal: AbortSignal): Promise<FetchedFile> {
    return { path: this.#pathOf(key), ...(await hashBytes(this.#read(key, signal))) };
  }

  async giveBack(): Promise<void> {}

  async close(): Promise<void> {}

  async *#walk(
    folder: string,
    below: string,
    entries: readonly Dirent[],
    options: Parameters<UploadSource['list']>[1],
  ): AsyncGenerator<FoundFile> {
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      options.signal.throwIfAborted();
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      const key = this.keyIn(folder, name);
      const path = this.#pathOf(key);
      const problem = kindProblem(entry) ?? nameProblem(name);
      if (problem !== undefined) yield { ...NOTHING, key, name, problem };
      else if (entry.isFile()) yield { key, name, ...(await describe(path)) };
      else if (options.isRecursive) {
        const inner = await readdir(path, { withFileTypes: true }).catch(unreadable);
        if (Array.isArray(inner)) yield* this.#walk(folder, name, inner, options);
        else yield { ...NOTHING, key, name, problem: inner.problem };
      }
    }
  }

  /** What was a file when it was listed may be a link by now. */
  async *#read(key: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = this.#pathOf(key);
    try {
      await this.#confine(dirname(path));
      if (!(await lstat(path)).isFile()) throw new SourceFileError('it is no file any more');
      yield* createReadStream(path, { highWaterMark: 1024 * 1024, flags: NO_LINK, signal: AbortSignal.any([signal]) });
    } catch (error) {
      signal.throwIfAborted();
      if (!isSystemError(error)) throw error;
      throw new SourceFileError(reasonOf(error), error);
    }
  }

  #pathOf(key: string): string {
    return this.#root === undefined ? resolve(key) : join(this.#root, key);
  }

  /** A storage's folder may be a link, and what is below must stay below. */
  async #confine(path: string): Promise<void> {
    if (this.#root === undefined || isBelow(await realpath(path), await realpath(this.#root))) return;
    throw new ActionsmithError(`cannot read ${path}: a link leads out of the storage`, { code: 'UPLOAD_SOURCE_UNREADABLE' });
  }
}

const NOTHING = { size: 0, modifiedAt: new Date(0) } as const;
const NO_LINK = (constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)) as unknown as string;

function kindProblem(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return 'it is a link: put a copy in its place';
  if (!entry.isFile() && !entry.isDirectory()) return 'it is no file';
  return undefined;
}

async function describe(path: string): Promise<Pick<FoundFile, 'size' | 'modifiedAt' | 'problem'>> {
  try {
    const { size, mtime } = await lstat(path);
    await access(path, constants.R_OK);
    return { size, modifiedAt: mtime };
  } catch (error) {
    return { ...NOTHING, ...unreadable(error) };
  }
}

function unreadable(error: unknown): { readonly problem: string } {
  if (isSystemError(error)) return { problem: reasonOf(error) };
  throw error;
}
