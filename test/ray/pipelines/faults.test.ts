import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { PipelineFaults, type Victim } from '../../support/pipeline-faults.ts';

/* Sixty of them, at random moments: test/long/ray/pipelines.test.ts. */

const folder = new TemporaryFolder();
let faults: PipelineFaults;

beforeAll(async () => {
  faults = await PipelineFaults.open(folder.path, inject('rayDashboardUrl'));
});

afterAll(async () => {
  await faults?.close();
  folder.remove();
});

const TITLE = 'with the %s killed after %i ms, a pipeline of six has the same result, and no finished action ran again';

test.concurrent.each([
  ['client', 1_000],
  ['driver', 2_000],
  ['driver', 9_000],
  ['worker', 500],
  ['worker', 8_000],
] as const)(TITLE, (victim, delayMs) => expectSame(victim, delayMs), 290_000);

test.each([['service', 4_000]] as const)(TITLE, (victim, delayMs) => expectSame(victim, delayMs), 290_000); // alone: it is of all

async function expectSame(victim: Victim, delayMs: number): Promise<void> {
  expect(await faults.play(victim, delayMs, delayMs)).toBeLessThanOrEqual(1);
}
