import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { RESOURCES, RESOURCE_NAMES } from '../resource.ts';
import { tableOf } from './tables.ts';

/** Never change one that has been released: add another. */
const MIGRATIONS: readonly ((db: Database) => void)[] = [createTables];

/** Brings the tables of a backend's database to what this release reads. Throws BackendError of a database that a newer release has written. */
export function migrateBackend(db: Database): void {
  migrate(db, MIGRATIONS);
}

function createTables(db: Database): void {
  for (const name of RESOURCE_NAMES) {
    const table = tableOf(name);
    db.exec(`create table ${table} (id integer primary key autoincrement, tenant text not null, key text, doc text not null, blob text,
      created_at text not null, updated_at text not null)`);
    db.exec(`create index ${table}_tenant on ${table} (tenant, id)`);
    db.exec(`create unique index ${table}_key on ${table} (tenant, key) where key is not null`);
    db.exec(`create index ${table}_blob on ${table} (blob) where blob is not null`);
    for (const [field, target] of Object.entries(RESOURCES[name].references ?? {})) {
      if (RESOURCES[name].filters[field] !== 'member' && target !== name)
        db.exec(`create index ${table}_${field} on ${table} (tenant, json_extract(doc, '$.${field}'))`);
    }
  }
  db.exec(
    `create table logs (id integer primary key autoincrement, tenant text not null, job text not null, doc text not null, blob text)`,
  );
  db.exec('create index logs_job on logs (tenant, job, id)');
  db.exec('create index logs_blob on logs (blob) where blob is not null');
  db.exec(`create table uploads (id text primary key, tenant text not null, filename text not null, size integer not null, received integer not null,
    blob text, created_at text not null, touched_at text not null, completed_at text, used_by text)`);
  db.exec('create index uploads_blob on uploads (blob) where blob is not null');
  db.exec('create table blobs (sha256 text primary key, sha1 text not null, md5 text not null, size integer not null)');
  db.exec('create index blobs_sha1 on blobs (sha1)');
  db.exec('create index blobs_md5 on blobs (md5)');
  db.exec('create table arriving (sha256 text not null, owner text not null, primary key (sha256, owner))');
  db.exec('create table settings (name text primary key, value text not null)');
}
