import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bundle } from '../../../runtime/ray/bundle/bundle-manifest.ts';
import { linkModules, packageModules, withoutModules } from '../../../runtime/ray/bundle/module-package.ts';
import { unzipFiles } from '../../../runtime/ray/bundle/zip-files.ts';
import { makeFolder } from '../../support/make-plugin.ts';

test('packages that are not bundled are a package of their own, and what is of one run is in the other', () => {
  const bundle = bundleOf({ 'main.mjs': 'run', 'node_modules/a/a.node': 'native', 'node_modules/a/package.json': '{}' });
  expect(Object.keys(unzipFiles(packageModules(bundle)!.make()))).toEqual(['node_modules/a/a.node', 'node_modules/a/package.json']);
  expect(Object.keys(withoutModules(bundle))).toEqual(['main.mjs']);
  expect(packageModules(bundleOf({ 'main.mjs': 'run' }))).toBeUndefined();
});

test('such a package is known by what is in it, whatever else the bundle holds', () => {
  const first = digest({ 'main.mjs': 'one', 'node_modules/a/x': '1' });
  expect(digest({ 'main.mjs': 'two', 'node_modules/a/x': '1' })).toBe(first);
  const others = [
    digest({ 'node_modules/a/x': '2' }),
    digest({ 'node_modules/a/y': '1' }),
    digest({ 'node_modules/a/x': '1', 'node_modules/a/y': '' }),
    digest({ 'node_modules/a/x': '1' }, 'node_modules/a/x'),
  ];
  expect(new Set([first, ...others]).size).toBe(5);
});

test('the shell of a job links to where Ray has unpacked it, and to nothing else', () => {
  const folder = makeFolder();
  const unpacked = join(folder, 'py modules/_ray_pkg_0a');
  mkdirSync(join(unpacked, 'node_modules/a'), { recursive: true });
  writeFileSync(join(unpacked, 'node_modules/a/x'), 'there');
  const script = `${linkModules('gcs://_ray_pkg_0a.zip')}; ${linkModules('gcs://_ray_pkg_0a.zip')}; printf %s "$IFS"`;
  const env = { ...process.env, PYTHONPATH: `${folder}:${join(folder, 'py_modules/_ray_pkg_0ab')}:${unpacked}:/other` };
  expect(execFileSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' })).toBe(' \t\n'); // the shell's own separators
  expect(readlinkSync(join(folder, 'node_modules'))).toBe(join(unpacked, 'node_modules'));
  expect(readFileSync(join(folder, 'node_modules/a/x'), 'utf8')).toBe('there');
});

function digest(files: Readonly<Record<string, string>>, ...executables: readonly string[]): string {
  return packageModules(bundleOf(files, executables))!.digest;
}

function bundleOf(texts: Readonly<Record<string, string>>, executables: readonly string[] = []): Bundle {
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  return { manifest: { format: 1, plugin: 'p', action: 'a', contractHash: 'h', executables }, files };
}
