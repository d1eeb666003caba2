import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { BatchWriter } from '../../backend/batch-writer.ts';
import { explainSystemError } from '../explain-error.ts';
import { StorageError, type StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

const READ_BYTES = 256 * 1024;
/** Of a file that is being written, or was when its process died: no key of anybody. */
const PART = /(^|\/)\.[0-9a-f-]{36}\.part$/;

/** A folder of this machine. Links may lead to what is in it, and no further. */
export class LocalDriver implements StorageDriver {
  readonly place: string;
  readonly #root: string;

  constructor(folder: string) {
    this.#root = resolve(folder);
    this.place = this.#root;
  }

  async open(key: string, from: number, to: number | undefined, signal: AbortSignal): Promise<OpenedFile> {
    const path = await this.#find(key);
    const { size, mtimeMs, ino } = await stat(path);
    const version = `${ino}-${size}-${mtimeMs}`;
    const end = Math.min(to ?? size, size);
    if (from >= end) return { body: nothing(), size, version };
    return { body: createReadStream(path, { start: from, end: end - 1, highWaterMark: READ_BYTES, signal }), size, version };
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    const path = join(this.#root, key);
    await mkdir(this.#root, { recursive: true });
    await this.#confine(await nearestThere(dirname(path)), key);
    await mkdir(dirname(path), { recursive: true });
    await this.#confine(dirname(path), key); // somebody may have put a link there meanwhile
    const part = join(dirname(path), `.${randomUUID()}.part`);
    try {
      await writeSynced(part, source, signal);
      await rename(part, path);
      await syncFolder(dirname(path));
    } finally {
      await rm(part, { force: true });
    }
  }

  async stat(key: string): Promise<StorageEntry> {
    const { size, mtime } = await stat(await this.#find(key));
    return { key, size, modifiedAt: mtime };
  }

  async *list(prefix: string): AsyncGenerator<StorageEntry> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '' && (await isGone(join(this.#root, folder)))) return;
    for await (const key of this.#walk(folder)) if (key.startsWith(prefix)) yield* await this.#seen(key);
  }

  async remove(key: string): Promise<void> {
    const path = join(this.#root, key);
    if (await isGone(dirname(path))) return;
    await this.#confine(dirname(path), key);
    await rm(path, { force: true });
  }

  explain(error: unknown): StorageProblem {
    return explainSystemError(error);
  }

  async close(): Promise<void> {}

  /** The real path of a file that is there. */
  async #find(key: string): Promise<string> {
    const path = await this.#confine(join(this.#root, key), key);
    if ((await stat(path)).isFile()) return path;
    throw new StorageError(`cannot use ${key} in ${this.place}: it is no file`, { code: 'STORAGE_NOT_FOUND' });
  }

  async #confine(path: string, key: string): Promise<string> {
    const [root, real] = await Promise.all([realpath(this.#root), realpath(path)]);
    if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return real;
    throw new StorageError(`cannot use ${key} in ${this.place}: a link leads out of the storage`, { code: 'STORAGE_DENIED' });
  }

  /** Keys in the order of their bytes: a folder sorts as its name with a slash. Linked folders are left out: they may lead in a circle. */
  async *#walk(folder: string): AsyncGenerator<string> {
    const found = await readdir(join(this.#root, folder), { withFileTypes: true });
    const names = found.flatMap((entry) => {
      if (entry.isDirectory()) return [`${entry.name}/`];
      return entry.isFile() || entry.isSymbolicLink() ? [entry.name] : [];
    });
    for (const name of names.sort(byBytes)) {
      if (name.endsWith('/')) yield* this.#walk(folder + name);
      else if (!PART.test(name)) yield folder + name;
    }
  }

  /** None where it is gone meanwhile, or leads elsewhere. */
  async #seen(key: string): Promise<StorageEntry[]> {
    return this.stat(key).then(
      (entry) => [entry],
      () => [],
    );
  }
}

async function writeSynced(path: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const writer = new BatchWriter(file);
    for await (const bytes of source) {
      signal.throwIfAborted();
      await writer.write(bytes);
    }
    await writer.flush();
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // it has no such thing
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function nearestThere(path: string): Promise<string> {
  return (await isGone(path)) ? nearestThere(dirname(path)) : path;
}

async function isGone(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return true;
      throw error;
    },
  );
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
