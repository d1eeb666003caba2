import { expect, test } from 'vitest';
import { findRun } from '../../runtime/history/find-run.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { writeRun } from '../support/run-plan.ts';

const IDS = ['20260101-000000-000aaaaaa', '20260101-000000-001bbbbbb', '20260202-000000-000cccccc'];

async function someRuns(): Promise<string> {
  const runs = makeFolder();
  for (const id of IDS) await writeRun(runs, { id, outcome: 1 });
  return runs;
}

test.each([
  ['latest', IDS[2]],
  [IDS[0], IDS[0]],
  ['202602', IDS[2]],
  ['20260101-000000-001', IDS[1]],
  ['bbbbbb', IDS[1]],
])('%s finds the one run that fits', async (text, id) => {
  expect(findRun(await someRuns(), text!).record.id).toBe(id);
});

test('an id that fits several runs names them', async () => {
  const runs = await someRuns();
  expect(() => findRun(runs, '20260101')).toThrow(
    expect.objectContaining({ code: 'RUN_AMBIGUOUS', message: `"20260101" fits 2 runs: ${IDS[1]}, ${IDS[0]}; type more of the id` }),
  );
});

test.each([
  ['20260101-000000-000aaaaab', `there is no run "20260101-000000-000aaaaab"; did you mean ${IDS[0]}?`],
  ['lastest', 'there is no run "lastest"; did you mean latest?'],
  ['zzz', 'there is no run "zzz"; see `actionsmith runs list`'],
  ['', 'there is no run ""; see `actionsmith runs list`'],
  ['../x', 'there is no run "../x"; see `actionsmith runs list`'],
])('%j is no run', async (text, message) => {
  const runs = await someRuns();
  expect(() => findRun(runs, text)).toThrow(expect.objectContaining({ code: 'RUN_NOT_FOUND', message }));
});

test('where nothing was run, that is said', () => {
  expect(() => findRun(makeFolder(), 'latest')).toThrow('no run has been kept here yet: `actionsmith run <action>` leaves one');
});
