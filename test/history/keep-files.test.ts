import type { RunEvent } from 'actionsmith';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LARGEST_COPY } from '../../runtime/history/keep-files.ts';
import { Redactor } from '../../runtime/redaction/redactor.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { writeRun } from '../support/run-plan.ts';

const named = (...files: string[]): RunEvent[] => files.map((file) => ({ type: 'log', time: 1, event: 'saved', data: {}, file }));

async function keptOf(folder: string): Promise<unknown[]> {
  const lines = readFileSync(join(folder, 'files.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown);
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

test('a file that the run names is copied, with its size and digest', async () => {
  const folder = makeFolder();
  const path = join(folder, 'plot 1.txt');
  writeFileSync(path, 'abc');
  const run = await writeRun(folder, { events: named(path), outcome: 1 });
  expect(await keptOf(run.folder)).toEqual([
    { event: 'saved', path, bytes: 3, sha256: sha256('abc'), kept: 'copied', copy: '001-plot_1.txt' },
  ]);
  expect(readFileSync(join(run.folder, 'files/001-plot_1.txt'), 'utf8')).toBe('abc');
});

test('a large file stays where it is, with its size and digest', async () => {
  const folder = makeFolder();
  const path = join(folder, 'weights.bin');
  const bytes = new Uint8Array(LARGEST_COPY + 1);
  writeFileSync(path, bytes);
  const run = await writeRun(folder, { events: named(path), outcome: 1 });
  expect(await keptOf(run.folder)).toEqual([{ event: 'saved', path, bytes: LARGEST_COPY + 1, sha256: sha256(bytes), kept: 'referenced' }]);
  expect(existsSync(join(run.folder, 'files'))).toBe(false);
});

test('a file that holds a secret stays where it is', async () => {
  const folder = makeFolder();
  const path = join(folder, 'log.txt');
  writeFileSync(path, 'the token is hunter2');
  const redactor = new Redactor('hunter2');
  const run = await writeRun(folder, { redactor, events: named(path), outcome: 1 });
  expect(await keptOf(run.folder)).toMatchObject([{ path, kept: 'referenced' }]);
});

test('a file that is not there, and a folder, are noted as missing', async () => {
  const folder = makeFolder();
  const run = await writeRun(folder, { events: named(join(folder, 'nope'), folder), outcome: 1 });
  expect(await keptOf(run.folder)).toEqual([
    { event: 'saved', path: join(folder, 'nope'), kept: 'missing' },
    { event: 'saved', path: folder, kept: 'missing' },
  ]);
});

test('a file that was named twice is kept once, and again when it has changed', async () => {
  const folder = makeFolder();
  const path = join(folder, 'escape.txt');
  writeFileSync(path, 'one');
  const run = await writeRun(folder, { events: named(path, path) });
  writeFileSync(path, 'other');
  run.write(named(path)[0]!);
  await run.close();
  expect(readdirSync(join(run.folder, 'files'))).toEqual(['001-escape.txt', '002-escape.txt']);
});
