import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readExternals } from '../../../runtime/ray/bundle/externals.ts';
import { readPlatform } from '../../../runtime/ray/bundle/worker-platform.ts';

const linux = readPlatform('linux-x64');
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'actionsmith-externals-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a package travels with all that it needs, and without what it only had for its own development', async () => {
  addPackage('node_modules/a', { dependencies: { b: '1' }, devDependencies: { c: '1' } }, 'lib/index.js');
  addPackage('node_modules/b', { peerDependencies: { a: '1', gone: '1' }, peerDependenciesMeta: { c: { optional: true } } });
  addPackage('node_modules/c', {});
  expect(await names('a')).toEqual(['node_modules/a/lib/index.js', 'node_modules/a/package.json', 'node_modules/b/package.json']);
});

test('two versions of a name lie where each is found by those who want it', async () => {
  addPackage('node_modules/a', { dependencies: { b: '1', c: '1' } });
  addPackage('node_modules/a/node_modules/b', { version: '2.0.0' });
  addPackage('node_modules/c', { dependencies: { b: '1' } });
  addPackage('node_modules/b', { version: '1.0.0' });
  expect(await versions('a')).toEqual({ 'node_modules/b': '2.0.0', 'node_modules/c/node_modules/b': '1.0.0' });
});

test('what is linked, as pnpm and workspaces do, is taken from where the links lead', async () => {
  addPackage('node_modules/.pnpm/a@1/node_modules/a', { dependencies: { b: '1' } });
  addPackage('packages/b', {}, 'index.js');
  link('node_modules/.pnpm/a@1/node_modules/b', 'packages/b');
  link('node_modules/a', 'node_modules/.pnpm/a@1/node_modules/a');
  link('packages/b/same.js', 'packages/b/index.js');
  expect(await names('a')).toEqual([
    'node_modules/a/package.json',
    'node_modules/b/index.js',
    'node_modules/b/package.json',
    'node_modules/b/same.js',
  ]);
});

test('a link out of its package cannot travel, wherever it leads', async () => {
  addPackage('node_modules/a', {});
  symlinkSync('/etc/hostname', join(folder, 'node_modules/a/host'));
  await expect(names('a')).rejects.toMatchObject({
    code: 'EXTERNAL_LINK',
    message: `${folder}/node_modules/a/host is a link that leads out of its package: it cannot travel`,
  });
});

test('parts for another platform stay here, and one for the cluster has to be here', async () => {
  addPackage('node_modules/a', { optionalDependencies: { '@p/a-linux-x64': '1', '@p/a-darwin-arm64': '1' } });
  addPackage('node_modules/@p/a-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }, 'a.node');
  await expect(names('a')).rejects.toMatchObject({
    code: 'EXTERNAL_PLATFORM',
    message: 'a has no part for linux-x64 here: install it with: npm install --os=linux --cpu=x64 --libc=glibc a',
  });
  addPackage('node_modules/@p/a-linux-x64', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }, 'a.node');
  expect(await names('a')).toEqual([
    'node_modules/@p/a-linux-x64/a.node',
    'node_modules/@p/a-linux-x64/package.json',
    'node_modules/a/package.json',
  ]);
  await expect(readExternals(folder, ['a'], readPlatform('linux-x64-musl'))).resolves.toMatchObject({
    files: expect.not.objectContaining({ 'node_modules/@p/a-linux-x64/a.node': expect.anything() }),
  });
});

test('a binary that was built here does not go to another platform', async () => {
  addPackage('node_modules/a', {}, 'build/Release/a.node');
  const elsewhere = process.arch === 'arm64' ? 'linux-x64' : 'linux-arm64';
  await expect(readExternals(folder, ['a'], readPlatform(elsewhere))).rejects.toMatchObject({
    code: 'EXTERNAL_PLATFORM',
    message: `a was built for ${process.platform}-${process.arch}, and the cluster is ${elsewhere}: install and submit it on such a machine`,
  });
});

test('a package that is not installed is named with who needs it', async () => {
  await expect(names('a')).rejects.toMatchObject({
    code: 'EXTERNAL_NOT_FOUND',
    message: 'the package a, which externals in config.yaml needs, is not installed: npm install a',
  });
  addPackage('node_modules/a', { dependencies: { b: '1' } });
  await expect(names('a')).rejects.toThrow('the package b, which a needs, is not installed: npm install b');
});

test('programs stay programs', async () => {
  addPackage('node_modules/a', {}, 'bin/run', 'lib.js');
  chmodSync(join(folder, 'node_modules/a/bin/run'), 0o755);
  expect((await readExternals(folder, ['a'], linux)).executables).toEqual(['node_modules/a/bin/run']);
});

test('a platform that is none is refused', () => {
  expect(() => readPlatform('windows')).toThrow('the platform "windows" is none: write it as linux-x64, or linux-arm64-musl');
  expect(readPlatform('linux-arm64-musl')).toEqual({ os: 'linux', cpu: 'arm64', libc: 'musl' });
});

async function names(...externals: readonly string[]): Promise<string[]> {
  return Object.keys((await readExternals(folder, externals, linux)).files).toSorted();
}

/** Of every `b` that travels. */
async function versions(...externals: readonly string[]): Promise<Record<string, string>> {
  const { files } = await readExternals(folder, externals, linux);
  const manifests = Object.entries(files).filter(([path]) => path.endsWith('/b/package.json'));
  return Object.fromEntries(
    manifests.map(([path, text]) => [dirname(path), (JSON.parse(Buffer.from(text).toString()) as { version: string }).version]),
  );
}

function addPackage(place: string, manifest: object, ...files: readonly string[]): void {
  for (const [path, text] of [['package.json', JSON.stringify(manifest)], ...files.map((file) => [file, file])] as [string, string][]) {
    mkdirSync(join(folder, place, dirname(path)), { recursive: true });
    writeFileSync(join(folder, place, path), text);
  }
}

function link(from: string, to: string): void {
  mkdirSync(dirname(join(folder, from)), { recursive: true });
  symlinkSync(join(folder, to), join(folder, from));
}
