import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ownedHeader } from '../../../generator/emit/header.ts';
import type { EmittedFile } from '../../../generator/emit/emit-files.ts';
import { applyChanges } from '../../../generator/reconcile/apply-changes.ts';
import type { Change } from '../../../generator/reconcile/compare-with-disk.ts';
import { withLock } from '../../../generator/reconcile/lock.ts';
import { contentHash } from '../../../generator/reconcile/manifest.ts';
import { reconcile } from '../../../generator/reconcile/reconcile.ts';
import { makeFolder } from '../../support/make-plugin.ts';

let root: string;
beforeEach(() => {
  root = makeFolder();
});

const ours = (body: string) => `${ownedHeader()}${body}\n`;
const owned = (path: string, body: string): EmittedFile => ({ path, ownership: 'owned', text: ours(body) });
const scaffold = (path: string, text: string): EmittedFile => ({ path, ownership: 'scaffold', text });

function withManifest(...files: EmittedFile[]): EmittedFile[] {
  const hashes = Object.fromEntries(files.filter((file) => file.ownership === 'owned').map((file) => [file.path, contentHash(file.text)]));
  const text = JSON.stringify({ generator: { name: 'actionsmith', version: '0' }, plugin: 'p', contracts: {}, files: hashes });
  return [...files, { path: 'generated/contract.json', ownership: 'owned', text }];
}

async function run(files: EmittedFile[], write = true): Promise<string[]> {
  const changes = await reconcile(files, { root, manifestPath: 'generated/contract.json', write });
  return changes.filter((change) => change.kind !== 'unchanged').map((change) => `${change.kind} ${change.path}`);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('the first run writes everything, the manifest last, and the second writes nothing', async () => {
  const files = withManifest(owned('generated/a.ts', 'a'), scaffold('src/a.ts', 'mine'));
  expect(await run(files)).toEqual(['create generated/a.ts', 'create src/a.ts', 'create generated/contract.json']);
  const old = new Date(0);
  utimesSync(join(root, 'generated/a.ts'), old, old);
  expect(await run(files)).toEqual([]);
  expect(statSync(join(root, 'generated/a.ts')).mtime).toEqual(old);
});

test('without write nothing is written, and the changes say what would be', async () => {
  expect(await run(withManifest(owned('generated/a.ts', 'a')), false)).toEqual(['create generated/a.ts', 'create generated/contract.json']);
  expect(readdirSync(root)).toEqual([]);
});

test('an owned file is rewritten, a scaffold that the author changed is not', async () => {
  await run(withManifest(owned('generated/a.ts', 'a'), scaffold('src/a.ts', 'stub')));
  put('src/a.ts', 'my own work');
  expect(await run(withManifest(owned('generated/a.ts', 'b'), scaffold('src/a.ts', 'another stub')))).toEqual([
    'update generated/a.ts',
    'update generated/contract.json',
  ]);
  expect(read('src/a.ts')).toBe('my own work');
});

test('an owned file that was edited by hand is put right, and the edit is kept beside', async () => {
  const files = withManifest(owned('generated/a.ts', 'a'));
  await run(files);
  put('generated/a.ts', ours('a, edited'));
  expect(await run(files)).toEqual(['update generated/a.ts']);
  expect(read('generated/a.ts')).toBe(ours('a'));
  const [copy = ''] = readdirSync(join(root, '.actionsmith/edited/generated'));
  expect(copy).toMatch(/^a\.ts\.[0-9a-f]{8}$/);
  expect(read(`.actionsmith/edited/generated/${copy}`)).toBe(ours('a, edited'));
});

test('a manifest with both sides of a merge in it still says what is ours', async () => {
  await run(withManifest(owned('generated/a.ts', 'a'), owned('generated/old.ts', 'old')));
  const lines = JSON.stringify(JSON.parse(read('generated/contract.json')), null, 2).split('\n');
  const [at, end] = [lines.findIndex((line) => line.includes('old.ts')), lines.length];
  put(
    'generated/contract.json',
    [
      ...lines.slice(0, at),
      '<<<<<<< HEAD',
      lines[at],
      '=======',
      '    "generated/b.ts": "0"',
      '>>>>>>> b',
      ...lines.slice(at + 1, end),
    ].join('\n'),
  );
  expect(await run(withManifest(owned('generated/a.ts', 'a')))).toEqual(['delete generated/old.ts', 'update generated/contract.json']);
});

test.each([
  ['a folder', (path: string) => mkdirSync(path), 'a folder is in its place; move it away'],
  ['a link to a file of the author', (path: string) => symlinkSync('../mine.ts', path), 'a symbolic link is in its place; move it away'],
  ['a pipe', (path: string) => execFileSync('mkfifo', [path]), 'no file is in its place; move it away'],
])("%s in an owned file's place is refused", async (_what, make, reason) => {
  put('mine.ts', ours('by hand'));
  mkdirSync(join(root, 'generated'));
  make(join(root, 'generated/a.ts'));
  const changes = await reconcile(withManifest(owned('generated/a.ts', 'a')), {
    root,
    manifestPath: 'generated/contract.json',
    write: true,
  });
  expect(changes[0]).toEqual({ kind: 'refused', path: 'generated/a.ts', ownership: 'owned', reason });
  expect(read('mine.ts')).toBe(ours('by hand'));
});

test('a file where a folder belongs is refused', async () => {
  put('generated/train', 'mine');
  expect(await run(withManifest(owned('generated/train/types.ts', 'a')))).toEqual([
    'refused generated/train/types.ts',
    'create generated/contract.json',
  ]);
  expect(readdirSync(join(root, 'generated'))).toEqual(['train']);
});

test('the mode of a file that is rewritten stays', async () => {
  await run(withManifest(owned('generated/a.ts', 'a')));
  chmodSync(join(root, 'generated/a.ts'), 0o600);
  await run(withManifest(owned('generated/a.ts', 'b')));
  expect(statSync(join(root, 'generated/a.ts')).mode & 0o777).toBe(0o600);
});

test("a file that is not ours in an owned file's place is refused, and nothing at all is written", async () => {
  put('generated/a.ts', 'export const mine = 1;');
  expect(await run(withManifest(owned('generated/a.ts', 'a'), owned('generated/b.ts', 'b')))).toContain('refused generated/a.ts');
  expect(read('generated/a.ts')).toBe('export const mine = 1;');
  expect(readdirSync(join(root, 'generated'))).toEqual(['a.ts']);
});

test('a stale file goes with its empty folder; one that was changed by hand stays and is reported', async () => {
  await run(withManifest(owned('generated/old/a.ts', 'a'), owned('generated/kept/b.ts', 'b')));
  put('generated/kept/b.ts', ours('b, edited'));
  expect(await run(withManifest(owned('generated/new.ts', 'n')))).toEqual([
    'keep generated/kept/b.ts',
    'create generated/new.ts',
    'delete generated/old/a.ts',
    'update generated/contract.json',
  ]);
  expect(readdirSync(join(root, 'generated')).toSorted()).toEqual(['contract.json', 'kept', 'new.ts']);
});

test('a manifest edited by hand deletes nothing outside of the plugin', async () => {
  const outside = join(makeFolder(), 'victim.txt');
  writeFileSync(outside, 'v');
  put(
    'generated/contract.json',
    JSON.stringify({ generator: { name: 'actionsmith' }, files: { [relative(root, outside)]: contentHash('v') } }),
  );
  await run(withManifest(owned('generated/a.ts', 'a')));
  expect(readFileSync(outside, 'utf8')).toBe('v');
});

test('a symbolic link that leads out of the plugin is never written through', async () => {
  const elsewhere = makeFolder();
  symlinkSync(elsewhere, join(root, 'generated'));
  expect(await run(withManifest(owned('generated/a.ts', 'a')))).toEqual(['refused generated/a.ts', 'refused generated/contract.json']);
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('a checkout with CRLF line endings counts as current', async () => {
  const files = withManifest(owned('generated/a.ts', 'a'));
  await run(files);
  put('generated/a.ts', ours('a').replaceAll('\n', '\r\n'));
  expect(await run(files)).toEqual([]);
});

test('a stub in a file that appears meanwhile does not replace it', async () => {
  put('src/a.ts', 'mine');
  const stub: Change = { kind: 'create', path: 'src/a.ts', ownership: 'scaffold', after: 'stub' };
  const confinement = { root, manifestPath: 'generated/contract.json' };
  await withLock(root, () => applyChanges([stub], confinement));
  expect(read('src/a.ts')).toBe('mine');
  expect(readdirSync(join(root, '.actionsmith'))).toEqual([]);
});

test('several generators at once leave what one would have left', async () => {
  const files = withManifest(...Array.from({ length: 20 }, (_, index) => owned(`generated/${index}.ts`, String(index))));
  await Promise.all(Array.from({ length: 5 }, () => run(files)));
  expect(await run(files)).toEqual([]);
  expect(readdirSync(join(root, '.actionsmith'))).toEqual([]);
});
