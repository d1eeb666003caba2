import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../support/run-cli.ts';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';

/** No process of this machine has such a number. */
const GONE = 2 ** 22 + 7;
const longAgo = new Date(Date.now() - 7_200_000);

test('a folder is made when it is asked for, and says whose it is', () => {
  const folder = new TemporaryFolder();
  expect(folder.exists).toBe(false);
  expect(basename(folder.path)).toMatch(new RegExp(`^actionsmith-kit-${process.pid}-\\w{6}$`));
  writeFileSync(join(folder.path, 'a.txt'), 'a');
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test('the first one takes away what a process that was killed has left, and nothing of others', () => {
  const places = {
    forgotten: join(tmpdir(), `actionsmith-kit-${GONE}-aaaaaa`),
    recent: join(tmpdir(), `actionsmith-kit-${GONE}-bbbbbb`),
    ofARunning: join(tmpdir(), `actionsmith-kit-${process.ppid}-cccccc`),
    somebodyElses: join(tmpdir(), `actionsmith-kits-${GONE}-dddddd`),
  };
  for (const [name, path] of Object.entries(places)) {
    mkdirSync(path, { recursive: true });
    if (name !== 'recent') utimesSync(path, longAgo, longAgo);
  }
  const folder = new TemporaryFolder();
  expect(existsSync(folder.path)).toBe(true);
  folder.remove();
  expect(Object.entries(places).flatMap(([name, path]) => (existsSync(path) ? [name] : []))).toEqual([
    'recent',
    'ofARunning',
    'somebodyElses',
  ]);
  for (const path of Object.values(places)) rmSync(path, { recursive: true, force: true });
});

test('all go when the process ends', async () => {
  const { stdout } = await runNode([
    '--input-type=module',
    '-e',
    `import { testAction } from 'actionsmith/testing';
import { defineAction } from 'actionsmith';
const run = await testAction(defineAction({ name: 'a' }, () => 1), ({ folder }) => ({ folder }));
console.log(run.folder);`,
  ]);
  expect(stdout).toContain('actionsmith-kit-');
  expect(existsSync(stdout.trim())).toBe(false);
});
