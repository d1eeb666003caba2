import { inject, test } from 'vitest';
import { RayJobsApiExecutor } from '../../../runtime/executors/ray-jobs-api-executor.ts';
import { noise } from '../fixtures/tiny/src/actions/noisy.ts';
import { printed, tinyExecutor, tinyFolder } from '../support/tiny.ts';

test.concurrent('a job gives the typed result of the action, with its params, environment and assets, and without what Ray tells its processes', async ({
  expect,
}) => {
  const executor = tinyExecutor({ assets: ['models/*.json'], env: { GREETING: 'servus' } });
  const run = await executor.submit('echo', { text: 'ab', times: 3, readModel: true });
  expect(await run.result()).toEqual({ text: 'ababab', jobId: run.id, greeting: 'servus', ofRay: [], model: { weights: [1, 2, 3] } });
  expect(await run.status()).toBe('SUCCEEDED');
  expect(await executor.getLogs(run)).toBe('');
});

test.concurrent('the same run can be waited for by its id, by an executor that did not submit it', async ({ expect }) => {
  const run = await tinyExecutor().submit('echo', { text: 'x' });
  const other = new RayJobsApiExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: tinyFolder });
  expect(await other.wait(run.id)).toMatchObject({ text: 'x', greeting: 'hello' });
  expect(await other.getStatus(run.id)).toBe('SUCCEEDED');
});

test.concurrent('events arrive in their order, from the start to the result', async ({ expect }) => {
  const run = await tinyExecutor().submit('echo', { text: 'x', times: 2 });
  const types: string[] = [];
  for await (const event of run.events()) types.push(event.type === 'progress' ? `progress ${event.percent}` : event.type);
  expect(types).toEqual(['started', 'log', 'progress 50', 'progress 100', 'result']);
});

test.concurrent('10 MB of half lines, bytes that are no UTF-8 and forged records: the result is intact and the log byte for byte', async ({
  expect,
}) => {
  const run = await tinyExecutor().submit<{ lines: number; text: string }>('noisy', { seed: 7 });
  const expected = Buffer.concat(noise(7).chunks);
  expect(expected.byteLength).toBeGreaterThan(9_000_000);
  expect(await run.result()).toEqual({ lines: 2000, text: 'ü'.repeat(20_000) });
  expect((await printed(run)).equals(expected)).toBe(true);
});
