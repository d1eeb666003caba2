import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContract } from '../../../generator/read/read-contract.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actionsmith-read-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that is not there is one diagnostic', async () => {
  expect(await codesOf('test/cases/no-such-folder')).toEqual(['PLUGIN_FOLDER_MISSING']);
});

test('a file where a folder should be is one diagnostic', async () => {
  expect(await codesOf('package.json')).toEqual(['PLUGIN_FOLDER_MISSING']);
});

test('the path of a config.yaml means its folder', async () => {
  const { value, diagnostics } = await readContract('test/cases/guide-config/config.yaml');
  expect(diagnostics).toEqual([]);
  expect(value?.config.file).toBe('config.yaml');
});

test('a config.yaml of megabytes is not read', async () => {
  writeFileSync(join(folder, 'config.yaml'), 'a'.repeat(1024 * 1024 + 1));
  expect(await codesOf(folder)).toEqual(['FILE_TOO_LARGE']);
});

test('a device in place of config.yaml is not read', async () => {
  symlinkSync('/dev/zero', join(folder, 'config.yaml'));
  expect(await codesOf(folder)).toEqual(['FILE_UNREADABLE']);
});

test('a byte order mark is no part of the text', async () => {
  writeFileSync(join(folder, 'config.yaml'), '\ufeffname: Fruit\ncode: fruit\n');
  const { value } = await readContract(folder);
  expect(value?.config.value).toEqual({ name: 'Fruit', code: 'fruit' });
  expect(value?.config.locate('/name', 'key')).toEqual({ line: 1, column: 1, length: 4 });
});

async function codesOf(path: string): Promise<string[]> {
  return (await readContract(path)).diagnostics.map((diagnostic) => diagnostic.code);
}
