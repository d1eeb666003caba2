import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { Database } from '../../../runtime/backend/store/database.ts';
import { migrateBackend } from '../../../runtime/backend/store/migrations.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

function tablesOf(db: Database): unknown[] {
  return db.all("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name").map(({ name }) => name);
}

test('a new database has every table, and the note that they were made', () => {
  const db = new Database(join(makeFolder(), 'new.db'));
  migrateBackend(db);
  expect(db.all('select version from migrations')).toEqual([{ version: 1 }]);
  expect(tablesOf(db)).toEqual(expect.arrayContaining(['arriving', 'blobs', 'jobs', 'logs', 'models', 'settings', 'tasks', 'uploads']));
  db.close();
});

test('what was done is not done again, and its rows stay', async () => {
  const folder = makeFolder();
  for (const name of ['first', 'second']) {
    const backend = await openEmbeddedBackend(folder);
    await backend.models.create({ name });
    await backend.close();
  }
  const backend = await openEmbeddedBackend(folder);
  expect((await backend.models.list()).items.map(({ name }) => name).toSorted()).toEqual(['first', 'second']);
  await backend.close();
});

test('a step that fails in the middle leaves no table of it, and the next start does all of it', () => {
  const path = join(makeFolder(), 'half.db');
  const db = new Database(path);
  db.exec('create table uploads (only_this text)'); // it is in the way of the last tables
  expect(() => migrateBackend(db)).toThrow('uploads');
  expect(tablesOf(db)).toEqual(['migrations', 'uploads']);
  db.exec('drop table uploads');
  migrateBackend(db);
  expect(tablesOf(db)).toContain('models');
  db.close();
});

test('a database of a newer release is refused, unchanged, by a command too; it is free for that release', async () => {
  const folder = makeFolder();
  await (await openEmbeddedBackend(folder)).close();
  const path = join(folder, 'backend.db');
  const db = new Database(path);
  db.run('insert into migrations values (99, ?)', '2030-01-01T00:00:00.000Z');
  db.close();
  await expect(openEmbeddedBackend(folder)).rejects.toMatchObject({
    code: 'BACKEND_TOO_NEW',
    message: expect.stringContaining('update this one'),
  });
  const ended = await runCli(['backend', 'serve', '--port', '0', '--data', folder]);
  expect(ended).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was written by a newer release of actionsmith: update this one'),
  });
  const newer = new Database(path);
  expect(newer.run('delete from migrations where version = 99')).toBe(1);
  newer.close();
  await (await openEmbeddedBackend(folder)).close();
});

test('a file that is no database is refused by its name, and left as it is', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'backend.db'), 'this is a text, and by no means a database of anything\n'.repeat(40));
  await expect(openEmbeddedBackend(folder)).rejects.toMatchObject({
    code: 'BACKEND_DATABASE',
    message: expect.stringContaining('backend.db'),
  });
  expect(existsSync(join(folder, 'blobs'))).toBe(false);
});
