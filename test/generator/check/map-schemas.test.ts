import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkContract } from '../../../generator/check/check-contract.ts';
import { readContract } from '../../../generator/read/read-contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const diagnose = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { value, diagnostics } = await readContract(folder);
  return (value ? checkContract(value).diagnostics : diagnostics).map(({ code, file, line }) => `${file}:${line} ${code}`);
};
const config = (saved: string): string =>
  `name: Fruit\ncode: fruit\nschema_map:\n  "https://example.org/": ${saved}\nactions:\n  train: { params: params.json }\n`;
const PARAMS = '{ "type": "object", "properties": { "size": { "$ref": "https://example.org/size" } } }';

test('a URI of schema_map stands for a file of the plugin, where its faults are shown', async () => {
  expect(await diagnose({ 'config.yaml': config('saved'), 'params.json': PARAMS, 'saved/size.json': '{ "type": "number" }' })).toEqual([]);
  expect(await diagnose({ 'saved/size.json': '{\n  "type": "nmber" }' })).toEqual(['saved/size.json:2 SCHEMA_BAD_TYPE']);
});

test('a folder that is not there, or outside of the plugin, is a fault of config.yaml', async () => {
  const faults = await diagnose({ 'config.yaml': config('nowhere'), 'params.json': PARAMS });
  expect(faults).toEqual(['config.yaml:4 CONTRACT_FILE_MISSING', 'params.json:1 SCHEMA_REF_EXTERNAL']);
  const outside = await diagnose({ 'config.yaml': config('..') });
  expect(outside).toEqual(['config.yaml:4 CONTRACT_FILE_OUTSIDE', 'params.json:1 SCHEMA_REF_EXTERNAL']);
});
