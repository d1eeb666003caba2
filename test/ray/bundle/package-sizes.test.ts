import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeParts, measureParts } from '../../../runtime/ray/bundle/package-sizes.ts';
import { zipFiles } from '../../../runtime/ray/bundle/zip-files.ts';

test('a package is measured by its packages, folders and files, the largest first', () => {
  const zip = zipFiles({
    'main.mjs': randomBytes(10_000),
    'models/a.bin': randomBytes(30_000),
    'models/b.bin': randomBytes(30_000),
    'node_modules/@img/x/a.node': randomBytes(200_000),
    'node_modules/y/index.js': randomBytes(1_000),
  });
  const parts = measureParts(zip);
  expect(parts.map(({ name }) => name)).toEqual(['node_modules/@img/x', 'models/', 'main.mjs', 'node_modules/y']);
  expect(describeParts(parts, 2)).toMatch(/^\d+\.\d KiB node_modules\/@img\/x, \d+\.\d KiB models\/$/);
});
