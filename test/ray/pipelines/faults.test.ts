import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { PipelineFaults } from '../../support/pipeline-faults.ts';

/* Sixty of them, at random moments: test/long/pipeline-faults.ts. */

const folder = new TemporaryFolder();
let faults: PipelineFaults;

beforeAll(async () => {
  faults = await PipelineFaults.open(folder.path, inject('rayDashboardUrl'));
});

afterAll(async () => {
  await faults?.close();
  folder.remove();
});

test.each([
  ['client', 1_000],
  ['driver', 2_000],
  ['driver', 9_000],
  ['service', 4_000],
  ['worker', 500],
  ['worker', 8_000],
] as const)(
  'with the %s killed after %i ms, a pipeline of six has the same result, and no finished action ran again',
  async (victim, delayMs) => {
    expect(await faults.play(victim, delayMs, delayMs)).toBeLessThanOrEqual(1);
  },
  240_000,
);
