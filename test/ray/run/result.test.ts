import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { RayJobsApiExecutor } from '../../../runtime/executors/ray-jobs-api-executor.ts';
import { noise } from '../fixtures/tiny/src/actions/noisy.ts';
import { printed, tinyExecutor, tinyFolder } from '../support/tiny.ts';

test('a job gives the typed result of the action, with its params, environment and assets, and without what Ray tells its processes', async () => {
  const executor = tinyExecutor({ assets: ['models/*.json'], env: { GREETING: 'servus' } });
  const run = await executor.submit('echo', { text: 'ab', times: 3, readModel: true });
  expect(await run.result()).toEqual({ text: 'ababab', jobId: run.id, greeting: 'servus', ofRay: [], model: { weights: [1, 2, 3] } });
  expect(await run.status()).toBe('SUCCEEDED');
  expect(await executor.getLogs(run)).toBe('');
});

test('the same run can be waited for by its id, by an executor that did not submit it', async () => {
  const run = await tinyExecutor().submit('echo', { text: 'x' });
  const other = new RayJobsApiExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: tinyFolder });
  expect(await other.wait(run.id)).toMatchObject({ text: 'x', greeting: 'hello' });
  expect(await other.getStatus(run.id)).toBe('SUCCEEDED');
});

test('events arrive in their order, from the start to the result', async () => {
  const run = await tinyExecutor().submit('echo', { text: 'x', times: 2 });
  const types: string[] = [];
  for await (const event of run.events()) types.push(event.type === 'progress' ? `progress ${event.percent}` : event.type);
  expect(types).toEqual(['started', 'log', 'progress 50', 'progress 100', 'result']);
});

test('10 MB of half lines, bytes that are no UTF-8 and forged records: the result is intact and the log byte for byte', async () => {
  const run = await tinyExecutor().submit<{ lines: number; text: string }>('noisy', { seed: 7 });
  const expected = Buffer.concat(noise(7).chunks);
  expect(expected.byteLength).toBeGreaterThan(9_000_000);
  expect(await run.result()).toEqual({ lines: 2000, text: 'ü'.repeat(20_000) });
  expect((await printed(run)).equals(expected)).toBe(true);
});

test("Ray's own list of jobs shows the run's id", async () => {
  const run = await tinyExecutor().submit('echo', { text: 'x' });
  const { stdout } = await promisify(execFile)(inject('rayCommand'), ['job', 'list', '--address', inject('rayDashboardUrl')]);
  expect(stdout).toContain(run.id);
  expect(run.id).toMatch(/^tiny-echo-[0-9a-f]{12}$/);
});
