import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAssets } from '../../../runtime/ray/bundle/assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'actionsmith-assets-'));
for (const path of ['data/a.csv', 'data/b.json', 'data/deep/c.csv', 'node_modules/x/d.csv', 'e.csv', 'main.mjs']) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), path);
}
symlinkSync('/etc/hostname', join(folder, 'data/link.csv'));
symlinkSync('..', join(folder, 'data/loop'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['data/*.csv', ['data/a.csv']],
  ['data/**/*.csv', ['data/a.csv', 'data/deep/c.csv']],
  ['**/*.csv', ['data/a.csv', 'data/deep/c.csv', 'e.csv']],
  ['data/', ['data/a.csv', 'data/b.json', 'data/deep/c.csv']],
  ['data/{a,b}.*', ['data/a.csv', 'data/b.json']],
  ['./data/?.json', ['data/b.json']],
])('%s names the files that a shell would name, without links and packages', async (glob, paths) => {
  expect(Object.keys(await readAssets(folder, [glob])).sort()).toEqual(paths);
});

test('a glob without files, and one that would replace a file of the bundle, are refused', async () => {
  await expect(readAssets(folder, ['data/*.png'])).rejects.toThrow('the asset "data/*.png" names no file of the plugin');
  await expect(readAssets(folder, ['../*'])).rejects.toMatchObject({ code: 'ASSET_NOT_FOUND' });
  await expect(readAssets(folder, ['*.mjs'])).rejects.toMatchObject({ code: 'ASSET_RESERVED' });
});
