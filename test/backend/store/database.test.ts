import { expect, test } from 'vitest';
import { Database, isTaken } from '../../../runtime/backend/store/database.ts';

test('a statement that failed once does what it is asked the next time', () => {
  const db = new Database(':memory:');
  db.exec('create table rows (name text unique)');
  const insert = (name: string): unknown => db.get('insert into rows (name) values (?) returning name', name)?.['name'];
  expect(insert('a')).toBe('a');
  expect(() => insert('a')).toThrow(expect.toSatisfy(isTaken));
  expect(insert('b')).toBe('b');
  db.close();
});
