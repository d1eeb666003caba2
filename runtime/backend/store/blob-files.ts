import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from './database.ts';
import type { Digest } from './digest-file.ts';
import { thisOwner } from './owner.ts';

/**
 * The files that objects hold, by their SHA-256: the same content is there once. A file is complete, and on the disk, before a row speaks of it; while it
 * arrives, a row with the name of its process keeps it from being cleared away by another one.
 */
export class BlobFiles {
  readonly folder: string;
  readonly #db: Database;
  readonly #owner: string = thisOwner();

  constructor(folder: string, db: Database) {
    this.folder = folder;
    this.#db = db;
  }

  folderOf(sha256: string): string {
    return join(this.folder, 'blobs', sha256.slice(0, 2));
  }

  pathOf(sha256: string): string {
    return join(this.folderOf(sha256), sha256);
  }

  /** A new path for a file of this process that is not complete. */
  async temporaryPath(): Promise<string> {
    const folder = join(this.folder, 'arriving', this.#owner);
    await mkdir(folder, { recursive: true });
    return join(folder, randomUUID());
  }

  /** Takes a complete file: it is moved. `begin` is written before, and `end` after it is in its place, each in one transaction. */
  async take<T>(path: string, digest: Digest, end: () => T, begin: () => void = () => {}): Promise<T> {
    const { sha256, sha1, md5, size } = digest;
    this.#db.write(() => {
      this.#db.run('insert or ignore into arriving values (?, ?)', sha256, this.#owner);
      this.#db.run('insert or ignore into blobs values (?, ?, ?, ?)', sha256, sha1, md5, size);
      begin();
    });
    const place = this.pathOf(sha256);
    if (existsSync(place)) await rm(path, { force: true });
    else {
      await mkdir(dirname(place), { recursive: true });
      await rename(path, place);
      await syncFolder(dirname(place));
    }
    return this.#db.write(() => {
      const result = end();
      this.#db.run('delete from arriving where sha256 = ? and owner = ?', sha256, this.#owner);
      return result;
    });
  }

  has(sha256: string): boolean {
    return existsSync(this.pathOf(sha256));
  }

  digestOf(sha256: string): Digest | undefined {
    return this.#db.get('select sha256, sha1, md5, size from blobs where sha256 = ?', sha256) as unknown as Digest | undefined;
  }
}

/** Without it, the name of a file can be gone after a power cut, though its bytes are there. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // it has no such thing
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
