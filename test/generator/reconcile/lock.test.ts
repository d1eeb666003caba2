import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { withLock } from '../../../generator/reconcile/lock.ts';
import { startTimeOf } from '../../../generator/reconcile/process-identity.ts';
import { makeFolder } from '../../support/make-plugin.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = makeFolder();
  folder = join(root, '.actionsmith/writing');
  mkdirSync(folder, { recursive: true });
});

/** What a process leaves that was killed while it held the lock. */
function claim(pid: number, start: string, host: string = hostname()): void {
  writeFileSync(join(folder, ['lock,' + pid, start, Math.random().toString(16).slice(2), encodeURIComponent(host)].join(',')), '');
}

const atOnce = (): Promise<string> => withLock(root, async () => 'held', 0);

test('the locks of 50 dead processes hold nobody up, and are gone then', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (let index = 0; index < 50; index++) claim(pid, '1');
  expect(await atOnce()).toBe('held');
  expect(readdirSync(join(root, '.actionsmith'))).toEqual([]);
});

test('a process that has the number of a dead one is not taken for it', async () => {
  claim(process.pid, '1');
  expect(await atOnce()).toBe('held');
});

test('a live holder is named', async () => {
  claim(process.ppid, (await startTimeOf(process.ppid)) ?? '0');
  await expect(atOnce()).rejects.toMatchObject({
    code: 'GENERATOR_LOCKED',
    message: expect.stringMatching(
      new RegExp(
        `^another generator \\(process ${process.ppid}, since \\S+Z\\) is writing to this plugin, and did not finish in 0 s; end it`,
      ),
    ),
  });
});

test('a holder on another machine is believed for a minute', async () => {
  claim(1, '1', 'elsewhere');
  await expect(atOnce()).rejects.toThrow('another generator (process 1 on elsewhere, since ');
});

test('work that throws gives the lock back', async () => {
  await expect(withLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await atOnce()).toBe('held');
});

test('of many that want it at once, one has it at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(root, work)));
  expect({ inside, most }).toEqual({ inside: 0, most: 1 });
});
