import type { Database } from './database.ts';

/**
 * Each step is done once, in its order, in one transaction with the note that it was done. Throws BackendError of a database that a newer release
 * has written.
 */
export function migrate(db: Database, steps: readonly ((db: Database) => void)[]): void {
  db.exec('create table if not exists migrations (version integer primary key, done_at text not null)');
  db.write(() => {
    const done = Number(db.get('select coalesce(max(version), 0) as version from migrations')?.['version'] ?? 0);
    if (done > steps.length) throw db.newerThanWe();
    for (const [at, step] of steps.entries()) {
      if (at < done) continue;
      step(db);
      db.run('insert into migrations values (?, ?)', at + 1, new Date().toISOString());
    }
  });
}
