import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../../runtime/backend/store/database.ts';
import { GroupCommit } from '../../../runtime/backend/store/group-commit.ts';

let folder: string;
let db: Database;
let group: GroupCommit;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actionsmith-test-'));
  db = new Database(join(folder, 'test.db'));
  db.exec('create table rows (id integer primary key, name text unique)');
  group = new GroupCommit(db);
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const insert = (name: string) => (): unknown => db.get('insert into rows (name) values (?) returning id', name)!['id'];
const names = (from = db): unknown[] => from.all('select name from rows order by id').map(({ name }) => name);

test('writes that arrive together are kept in their order, and each gets its own answer', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map((name) => group.write(insert(name))))).toEqual([1, 2, 3]);
  expect(names()).toEqual(['a', 'b', 'c']);
});

test('one that fails leaves nothing of itself, and does not touch the others', async () => {
  const broken = (): never => {
    insert('half')();
    throw new Error('no');
  };
  const nested = (): unknown => db.write(insert('a')); // is taken
  const settled = await Promise.allSettled([group.write(insert('a')), group.write(broken), group.write(nested), group.write(insert('b'))]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(names()).toEqual(['a', 'b']);
});

test('what is answered is on the disk: another connection sees all of it', async () => {
  const other = new Database(join(folder, 'test.db'));
  const seen = await Promise.all(['a', 'b'].map((name) => group.write(insert(name)).then(() => names(other))));
  other.close();
  expect(seen).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('where the disk is full, every write of the group fails with the reason, and the next one goes well', async () => {
  const pages = Number(db.get('pragma page_count')!['page_count']);
  db.exec(`pragma max_page_count = ${pages}`);
  const settled = await Promise.allSettled([group.write(insert('a')), group.write(insert('b'.repeat(100_000))), group.write(insert('c'))]);
  db.exec('pragma max_page_count = 1000000');
  const kept = settled.flatMap(({ status }, index) => (status === 'fulfilled' ? [['a', 'big', 'c'][index]] : []));
  expect(settled[1]).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('full') } });
  expect(names()).toEqual(kept);
  await group.write(insert('d'));
  expect(names()).toEqual([...kept, 'd']);
});

test('what waits when a store is closed is written', async () => {
  const written = group.write(insert('last'));
  group.flush();
  expect(names()).toEqual(['last']);
  expect(await written).toBe(1);
});
