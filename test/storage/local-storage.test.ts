import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openStorage } from 'actionsmith/storage';
import { expect, test } from 'vitest';
// @ts-expect-error a plain module, which processes preload too
import { breakFileSystem } from '../support/faulty-fs.mjs';
import { makeFolder } from '../support/make-plugin.ts';
import { keysOf, runStorageContract } from './support/storage-contract.ts';

runStorageContract({ name: 'a folder', open: async () => openStorage(join(makeFolder(), 'new/storage')), many: 40 });

test('a link may lead to what is in the folder, and no further', async () => {
  const folder = makeFolder();
  const outside = makeFolder();
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/fine.txt'), 'fine');
  symlinkSync('in/fine.txt', join(folder, 'link.txt'));
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'leak.txt'));
  symlinkSync(outside, join(folder, 'out'));
  symlinkSync('.', join(folder, 'in/circle'));
  const storage = await openStorage(folder);
  const refused = { code: 'STORAGE_DENIED', message: expect.stringContaining('a link leads out of the storage') };
  expect(await text(storage.read('link.txt'))).toBe('fine');
  await expect(text(storage.read('leak.txt'))).rejects.toMatchObject(refused);
  await expect(storage.stat('out/secret.txt')).rejects.toMatchObject(refused);
  await expect(storage.write('out/new.txt', 'x')).rejects.toMatchObject(refused);
  await expect(storage.write('out/deep/new.txt', 'x')).rejects.toMatchObject(refused);
  await expect(storage.remove('out/secret.txt')).rejects.toMatchObject(refused);
  await storage.write('leak.txt', 'mine'); // in the place of the link
  expect([readFileSync(join(outside, 'secret.txt'), 'utf8'), readdirSync(outside)]).toEqual(['secret', ['secret.txt']]);
  expect(await keysOf(storage)).toEqual(['in/fine.txt', 'leak.txt', 'link.txt']);
});

test('a file that a killed process has half written is no file', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, '.11111111-2222-4333-8444-555555555555.part'), 'half');
  expect(await keysOf(await openStorage(folder))).toEqual([]);
});

test('a file that is changed while it is read is an error, and never a mixture', async () => {
  const folder = makeFolder();
  const storage = await openStorage(folder);
  await storage.write('a.bin', Buffer.alloc(1_000_000, 'a'));
  const reading = storage.read('a.bin')[Symbol.asyncIterator]();
  await reading.next();
  writeFileSync(join(folder, 'a.bin'), ''); // the descriptor that is open ends too early
  const rest = (async () => {
    while ((await reading.next()).done !== true);
  })();
  await expect(rest).rejects.toMatchObject({ code: 'STORAGE_CHANGED' });
});

test('a folder is no file, and a file is no folder', async () => {
  const storage = await openStorage(makeFolder());
  await storage.write('a/b.txt', 'x');
  await expect(text(storage.read('a'))).rejects.toMatchObject({
    code: 'STORAGE_NOT_FOUND',
    message: expect.stringContaining('it is no file'),
  });
  await expect(storage.stat('a/b.txt/c')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
});

test.each([
  ['ENOSPC', 'STORAGE_FULL', 'no space is left on the disk'],
  ['EACCES', 'STORAGE_DENIED', 'you have no permission'],
  ['EROFS', 'STORAGE_READ_ONLY', 'it is on a file system that cannot be written'],
])('with %s at any call of the system, a write is whole or said, and nothing else stays', async (fault, code, why) => {
  const folder = realpathSync(makeFolder());
  const storage = await openStorage(folder);
  await storage.write('a/kept.txt', 'before');
  let refused = 0;
  for (let at = 1, count = 0; count >= at - 1; at++) {
    const broken = breakFileSystem({ root: folder, at, fault }) as { count: number; restore: () => void };
    const error = await storage.write('a/kept.txt', `now ${at}`).catch((thrown: unknown) => thrown);
    broken.restore();
    count = broken.count;
    if (error !== undefined) {
      refused += 1;
      expect(error).toMatchObject({ code, message: `cannot write a/kept.txt in ${folder}: ${why}` });
    }
    expect(await keysOf(storage)).toEqual(['a/kept.txt']);
    expect(await text(storage.read('a/kept.txt'))).toMatch(/^(before|now \d+)$/);
  }
  expect(refused).toBeGreaterThan(5);
});
