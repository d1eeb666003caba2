import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { isOwnerGone } from './owner.ts';
import { TABLES_WITH_BLOBS } from './tables.ts';

/** An upload that nobody goes on with, or uses, for so long is given up. */
export const ABANDONED_MS: number = 24 * 3_600_000;

/**
 * Clears away what processes that are gone have left in a backend's folder: files half written, files that no row speaks of, uploads that were given up.
 * Other processes may go on meanwhile: each folder is looked at while nobody else writes rows.
 */
export function sweep(folder: string, db: Database, now: number = Date.now()): void {
  for (const owner of list(join(folder, 'arriving'))) {
    const path = join(folder, 'arriving', owner);
    if (isOwnerGone(owner, modified(path))) rmSync(path, { recursive: true, force: true });
  }
  db.write(() => {
    for (const { owner } of db.all('select distinct owner from arriving'))
      if (isOwnerGone(String(owner), now)) db.run('delete from arriving where owner = ?', String(owner));
    for (const file of list(join(folder, 'uploads'))) {
      if (db.get('select 1 from uploads where id = ? and completed_at is null', file) === undefined)
        rmSync(join(folder, 'uploads', file), { force: true });
    }
  });
  expireUploads(folder, db, now - ABANDONED_MS);
  for (const part of list(join(folder, 'blobs'))) removeUnused(folder, db, list(join(folder, 'blobs', part)));
}

/** Removes the uploads that nobody has gone on with, or used, since then, and their files. `since`: in milliseconds since 1970. */
export function expireUploads(folder: string, db: Database, since: number): void {
  const blobs = db.write(() => {
    const expired = db.all('select id, blob from uploads where touched_at < ?', new Date(since).toISOString());
    for (const { id } of expired) {
      rmSync(join(folder, 'uploads', String(id)), { force: true });
      db.run('delete from uploads where id = ?', String(id));
    }
    return expired.flatMap(({ blob }) => (blob === null ? [] : [String(blob)]));
  });
  removeUnused(folder, db, blobs);
}

/** Of these files, the ones that no row speaks of. */
function removeUnused(folder: string, db: Database, blobs: readonly string[]): void {
  const referenced = TABLES_WITH_BLOBS.map((table) => `exists (select 1 from ${table} where blob = ?1)`).join(' or ');
  const used = `select (${referenced} or exists (select 1 from arriving where sha256 = ?1)) as used`;
  db.write(() => {
    for (const sha256 of blobs) {
      if (db.get(used, sha256)?.['used'] === 1) continue;
      rmSync(join(folder, 'blobs', sha256.slice(0, 2), sha256), { force: true });
      db.run('delete from blobs where sha256 = ?', sha256);
    }
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
