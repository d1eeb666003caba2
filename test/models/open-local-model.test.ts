import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLocalModel } from '../../runtime/models/open-local-model.ts';
import { tarBytes } from '../support/archive-bytes.ts';
import { makeFolder } from '../support/make-plugin.ts';

test('a folder is used where it is, and so is a file alone', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'model'));
  writeFileSync(join(folder, 'model/best.pt'), 'x');
  const cache = join(folder, 'cache');
  const best = join(folder, 'model/best.pt');
  expect(await openLocalModel(join(folder, 'model'), { cache })).toEqual({ name: 'model', path: join(folder, 'model'), filePath: best });
  expect(await openLocalModel(best, { cache })).toEqual({ name: 'best.pt', path: join(folder, 'model'), filePath: best });
  writeFileSync(join(folder, 'model/labels.txt'), 'cat');
  expect(await openLocalModel(join(folder, 'model'), { cache })).toEqual({ name: 'model', path: join(folder, 'model') });
});

test('an archive is unpacked into the cache, and stays as it is', async () => {
  const folder = makeFolder();
  const archive = join(folder, 'model.tar');
  writeFileSync(archive, tarBytes([{ name: 'weights.bin', data: 'abc' }]));
  const cache = join(folder, 'cache');
  const { name, path, filePath } = await openLocalModel(archive, { cache });
  expect([name, path.startsWith(join(cache, 'models')), readFileSync(filePath!, 'utf8')]).toEqual(['model.tar', true, 'abc']);
  writeFileSync(archive, tarBytes([{ name: 'weights.bin', data: 'new' }]));
  expect(readFileSync((await openLocalModel(archive, { cache })).filePath!, 'utf8')).toBe('new');
});

test('a path where nothing is, is said as it was given', async () => {
  await expect(openLocalModel('nowhere/model', { cache: makeFolder() })).rejects.toMatchObject({
    code: 'MODEL_NOT_FOUND',
    message: 'there is no model at nowhere/model: there is no such file or folder',
  });
});
