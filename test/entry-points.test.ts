import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error a plain module of the build, without declarations
import { entryPoints } from '../.ci/entry-points.mjs';
import { TOOLKIT } from './support/make-plugin.ts';

const list = entryPoints as readonly { readonly name: string; readonly source: string; readonly bundle: string }[];

test('an entry point is its exports in package.json: the build and the tests read them, and the compiler’s paths say the same', () => {
  const { compilerOptions } = JSON.parse(readFileSync(join(TOOLKIT, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, string[]> };
  };
  expect(compilerOptions.paths).toEqual(Object.fromEntries(list.map(({ name, source }) => [name, [`./${source}`]])));
});

test('each has a source, and a bundle of its own', () => {
  expect(list.filter(({ source }) => !existsSync(join(TOOLKIT, source)))).toEqual([]);
  expect(new Set(list.map(({ bundle }) => bundle)).size).toBe(list.length);
});
