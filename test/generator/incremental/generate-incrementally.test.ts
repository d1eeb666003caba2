import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { generateIncrementally } from '../../../generator/incremental/generate-incrementally.ts';
import { checkStats } from '../../../generator/incremental/stat-cache.ts';
import { generate, type Generated } from '../../../generator/pipeline.ts';
import { writeFixture } from '../../bench/generate/fixture.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('a changed schema is looked at alone, and the tree is what a clean run writes', async () => {
  const root = await makeCurrent(9);
  edit(root, 'schemas/train_batch_0.params.json', (text) => text.replace('"fast"', '"faster"'));
  const generated = await run(root);
  expect(generated.made!.model.actions.map(({ key }) => key)).toEqual(['train_batch_0']);
  expect(written(generated)).toEqual([
    'generated/contract.json',
    'generated/plugin.ts',
    'generated/train-batch-0/action.ts',
    'generated/train-batch-0/types.ts',
    'generated/train-batch-0/validators.ts',
    'generated/ui-schema.json',
  ]);
  expect(await differences(root)).toEqual([]);
  expect(checkStats(root, 'test')!.changed).toEqual([]);
});

test('the page of all actions and the values for tests follow a changed schema, and nothing else is looked at', async () => {
  const root = await makeCurrent(3, (folder) => edit(folder, 'config.yaml', (text) => `docs: docs/reference.md\ntest_kit: true\n${text}`));
  edit(root, 'schemas/train_batch_0.params.json', (text) => text.replace('"fast"', '"faster"'));
  const generated = await run(root);
  expect(generated.made!.model.actions.map(({ key }) => key)).toEqual(['train_batch_0']);
  expect(written(generated)).toEqual(expect.arrayContaining(['docs/reference.md', 'generated/train-batch-0/test-kit.ts']));
  expect(await differences(root)).toEqual([]);
});

test('a change of a file that two actions share is a change of both', async () => {
  const root = await makeCurrent(3, (folder) => {
    write(folder, 'schemas/common.json', '{ "$defs": { "Size": { "type": "integer", "minimum": 1 } } }');
    for (const key of ['train_batch_0', 'export_learning_1'])
      edit(folder, `schemas/${key}.params.json`, (text) =>
        text.replace('"properties": {', '"properties": { "size": { "$ref": "common.json#/$defs/Size" },'),
      );
  });
  edit(root, 'schemas/common.json', (text) => text.replace('1', '2'));
  const generated = await run(root);
  expect(generated.made!.model.actions.map(({ key }) => key)).toEqual(['train_batch_0', 'export_learning_1']);
  expect(await differences(root)).toEqual([]);
});

test.each<[string, (root: string) => void]>([
  ['config.yaml', (root) => edit(root, 'config.yaml', (text) => text.replace('1.0.0', '1.0.1'))],
  ['an owned file', (root) => edit(root, 'generated/train-batch-0/types.ts', (text) => `${text}// mine\n`)],
  ['a file of the author that is gone', (root) => rmSync(join(root, 'src/actions/train-batch-0.ts'))],
  [
    'a schema that gets a name of its own',
    (root) => edit(root, 'schemas/train_batch_0.params.json', (text) => text.replace('{', '{ "$id": "https://example.org/x",')),
  ],
])('after a change of %s the tree is what a clean run writes', async (_name, change) => {
  const root = await makeCurrent(3);
  change(root);
  expect((await run(root)).ok).toBe(true);
  expect(await differences(root)).toEqual([]);
});

test('what is wrong with a changed schema is told as ever, and nothing is written', async () => {
  const root = await makeCurrent(3);
  edit(root, 'schemas/train_batch_0.params.json', (text) => text.replace('"minimum": 1', '"minimum": "1"'));
  const { ok, diagnostics, changes } = await run(root);
  expect({ ok, changes, codes: diagnostics.map(({ code }) => code) }).toEqual({ ok: false, changes: [], codes: ['SCHEMA_BAD_KEYWORD'] });
});

test('an edit of a file of the author is no change of the contract', async () => {
  const root = await makeCurrent(3);
  edit(root, 'src/actions/train-batch-0.ts', (text) => `${text}// filled in\n`);
  expect(checkStats(root, 'test')!.changed).toEqual([]);
});

test('a schema that was written while it was read is read again', async () => {
  const root = makeFolder(3);
  const startedAt = Date.now() - 60_000; // as if all of them were written after we began
  await generateIncrementally({ plugin: root }, { root, asked: 'test', stats: undefined, startedAt });
  expect(checkStats(root, 'test')!.changed).toContain(join(root, 'schemas/train_batch_0.params.json'));
});

test('what was asked for otherwise is not taken for this', async () => {
  expect(checkStats(await makeCurrent(1), 'another folder')).toBeUndefined();
});

async function makeCurrent(count: number, prepare: (folder: string) => void = () => {}): Promise<string> {
  const root = makeFolder(count);
  prepare(root);
  makeOld(root);
  await run(root);
  expect(checkStats(root, 'test')!.changed).toEqual([]);
  return root;
}

function makeFolder(count: number): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
  folders.push(root);
  writeFixture(root, count);
  return root;
}

/** An author does not write in the same tick as the generator. */
function makeOld(root: string): void {
  for (const path of filesOf(root)) utimesSync(join(root, path), 1_000_000, 1_000_000);
}

function run(root: string): Promise<Generated> {
  const stats = checkStats(root, 'test');
  return generateIncrementally({ plugin: root }, { root, asked: 'test', stats, startedAt: Date.now() + 60_000 });
}

/** Paths whose text is not what a clean run asks for. */
async function differences(root: string): Promise<string[]> {
  const { files } = await generate({ plugin: root, write: false });
  const owned = filesOf(root).filter((path) => path.startsWith('generated/'));
  const wrong = [...files].filter(([path, text]) => path.startsWith('generated/') && readFileSync(join(root, path), 'utf8') !== text);
  return [...wrong.map(([path]) => path), ...owned.filter((path) => !files.has(path))];
}

function written({ changes }: Generated): string[] {
  return changes
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ path }) => path)
    .toSorted();
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const text = readFileSync(join(root, path), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(join(root, path), changed);
}

function write(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.actionsmith') && statSync(join(root, path)).isFile(),
  );
}
