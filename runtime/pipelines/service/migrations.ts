import type { Database } from '../../backend/store/database.ts';
import { migrate } from '../../backend/store/migrate.ts';

/** Never change one that has been released: add another. */
const MIGRATIONS: readonly ((db: Database) => void)[] = [createTables, addPipelineKeys];

/** Brings the tables of a service's database to what this release reads. Throws BackendError of a database that a newer release has written. */
export function migratePipelines(db: Database): void {
  migrate(db, MIGRATIONS);
}

function createTables(db: Database): void {
  db.exec(
    'create table pipelines (number integer primary key autoincrement, id text not null unique, tenant text not null, doc text not null, created_at text not null)',
  );
  db.exec('create index pipelines_tenant on pipelines (tenant, number)');
  db.exec(`create table runs (number integer primary key autoincrement, id text not null unique, tenant text not null, pipeline text not null references
    pipelines (id), key text, status text not null, params text not null, work_dir text, progress text not null, result text not null,
    sequence integer not null, changed integer not null, created_at text not null, updated_at text not null)`);
  db.exec('create index runs_tenant on runs (tenant, number)');
  db.exec('create index runs_status on runs (tenant, status, number)');
  db.exec('create index runs_pipeline on runs (pipeline)');
  db.exec('create unique index runs_key on runs (tenant, pipeline, key) where key is not null');
  db.exec('create table changes (number integer primary key autoincrement, run text not null references runs (id), doc text not null)');
  db.exec('create index changes_run on changes (run, number)');
  db.exec(`create table checkpoints (number integer primary key autoincrement, run text not null references runs (id), action_name text not null,
    action_index integer not null, doc text not null, created_at text not null, unique (run, action_name))`);
  db.exec(`create table logs (number integer primary key autoincrement, run text not null references runs (id), action_name text, level text not null,
    message text not null, created_at text not null)`);
  db.exec('create index logs_run on logs (run, number)');
}

function addPipelineKeys(db: Database): void {
  db.exec('alter table pipelines add column key text');
  db.exec('create unique index pipelines_key on pipelines (tenant, key) where key is not null');
}
