import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { explainCommand } from '../../../generator/cli/explain.ts';
import { catalogue } from '../../../generator/diagnostics/catalogue.ts';

let said: string;
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

const run = (...args: string[]): Promise<unknown> => explainCommand().parseAsync(args, { from: 'user' });

test('a code is explained by title, cause and fix, in whatever case it is written', async () => {
  await run('yaml_tag');
  expect(said).toBe(`YAML_TAG (error)
A tag that says how to make a value.

Why: A tag (\`!name\`) asks a reader to make something other than plain data. Readers differ in what they make of it.
Fix: A contract is plain data: text, numbers, true, false, null, lists and maps.
`);
});

test('a mistyped code is answered with the one that is near', async () => {
  await expect(run('SCHEMA_RF_NOT_FOUND')).rejects.toThrow('did you mean SCHEMA_REF_NOT_FOUND?');
});

test('without a code, every diagnostic is listed with its title', async () => {
  await run();
  expect(said.split('\n').length - 1).toBe(Object.keys(catalogue).length);
  await run('--format', 'json', 'KEY_TWICE');
  expect(said).toContain('"cause": "Most readers keep the last of the two and drop the first without a word."');
});

test('the reference has a part with an example for every code', () => {
  const parts = readFileSync('generated/diagnostics.md', 'utf8').split('\n## ').slice(1);
  expect(parts.filter((part) => part.includes('```text\n')).map((part) => part.split('\n')[0])).toEqual(Object.keys(catalogue).toSorted());
});
