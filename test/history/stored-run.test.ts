import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newRunId } from '../../runtime/history/run-id.ts';
import { durationOf, listRuns, readStoredRun } from '../../runtime/history/stored-run.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { writeRun } from '../support/run-plan.ts';

function changeRecord(folder: string, change: object): void {
  const file = join(folder, 'run.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change }));
}

test('runs are listed by their start, the newest first', async () => {
  const runs = makeFolder();
  const ids = [3_000, 1_000, 2_000].map((time) => newRunId(time));
  for (const id of ids) await writeRun(runs, { id, outcome: 1 });
  expect(listRuns(runs).map(({ record }) => record.id)).toEqual([ids[0], ids[2], ids[1]]);
});

test('where nothing was run there are no runs', () => expect(listRuns('/nowhere')).toEqual([]));

test('what is no run is left out: other folders, files, links, folders without a record, records of another run or of no known shape', async () => {
  const runs = makeFolder();
  const good = await writeRun(runs, { outcome: 1 });
  mkdirSync(join(runs, 'notes'));
  writeFileSync(join(runs, newRunId()), '');
  symlinkSync(good.folder, join(runs, newRunId()));
  mkdirSync(join(runs, newRunId()));
  changeRecord((await writeRun(runs, { outcome: 1 })).folder, { id: newRunId() });
  changeRecord((await writeRun(runs, { outcome: 1 })).folder, { status: 'FINE' });
  writeFileSync(join((await writeRun(runs, { outcome: 1 })).folder, 'run.json'), '{"id":');
  expect(listRuns(runs).map(({ record }) => record.id)).toEqual([good.id]);
});

test('a record of a later version may say more', async () => {
  const { folder } = await writeRun(makeFolder(), { outcome: 1 });
  changeRecord(folder, { colour: 'red' });
  expect(readStoredRun(folder)).toMatchObject({ status: 'SUCCEEDED' });
});

describe('a run that says it goes on', () => {
  const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

  test('does, while its process lives', async () => {
    const { folder } = await writeRun(makeFolder(), {});
    expect(readStoredRun(folder)).toMatchObject({ status: 'RUNNING' });
  });

  test.each([
    ['its process is gone', { pid: DEAD }],
    ['its pid is another process now', { processStart: '1' }],
    ['its process is gone, on a system that tells no more than that', { pid: DEAD, processStart: undefined }],
  ])('is lost where %s', async (_, change) => {
    const { folder } = await writeRun(makeFolder(), {});
    changeRecord(folder, change);
    expect(readStoredRun(folder)).toMatchObject({ status: 'LOST' });
  });

  test('on another machine is lost after a day of silence', async () => {
    const { folder } = await writeRun(makeFolder(), {});
    const long = Date.now() / 1000 - 25 * 3600;
    changeRecord(folder, { host: 'elsewhere', pid: DEAD, startedAt: long * 1000 });
    expect(readStoredRun(folder)).toMatchObject({ status: 'RUNNING' });
    for (const file of ['run.json', 'events.jsonl']) utimesSync(join(folder, file), long, long);
    expect(readStoredRun(folder)).toMatchObject({ status: 'LOST' });
  });

  test('and is lost, took the time until it last wrote something', async () => {
    const { folder } = await writeRun(makeFolder(), {});
    changeRecord(folder, { pid: DEAD, startedAt: 1_000_000 });
    for (const file of ['run.json', 'events.jsonl']) utimesSync(join(folder, file), 1_060, 1_060);
    expect(durationOf(readStoredRun(folder)!)).toBe(60_000);
  });
});

test('a folder that goes while it is read is no run', async () => {
  const { folder } = await writeRun(makeFolder(), {});
  rmSync(folder, { recursive: true });
  expect(readStoredRun(folder)).toBeUndefined();
});
