import { expect, inject, test, vi } from 'vitest';
import { RayRun } from '../../../runtime/executors/ray-run.ts';
import { sayPending } from '../../../runtime/cli/jobs/say-pending.ts';
import { freshId, testClient } from '../support/jobs.ts';
import { runJobsCommand } from '../support/run-command.ts';
import { rejection, tinyExecutor } from '../support/tiny.ts';

test('a job that no node can take says what is missing', async () => {
  const huge = await tinyExecutor({ resources: { num_cpus: 999 } }).submit('echo', { text: 'x' });
  await expect
    .poll(() => huge.state())
    .toEqual({
      status: 'PENDING',
      reason: 'it needs 999 CPU, and the largest node of the cluster has 4 CPU',
    });
  const odd = await submit({ entrypoint_resources: { fridge: 1 } });
  await expect.poll(() => odd.state()).toEqual({ status: 'PENDING', reason: 'it needs 1 fridge, and no node of the cluster has any' });
  const labelled = await submit({ entrypoint_label_selector: { zone: 'moon' } });
  await expect.poll(() => labelled.state()).toEqual({ status: 'PENDING', reason: 'no node of the cluster has the labels {"zone":"moon"}' });
});

test('the commands say it too, and stopping such a job says when it will stop', async () => {
  const run = await submit({ entrypoint_resources: { fridge: 2 } });
  const reason = 'it needs 2 fridge, and no node of the cluster has any';
  await expect.poll(() => run.state()).toMatchObject({ reason });
  expect(await jobs('status', run.id)).toEqual({ stdout: 'PENDING\n', stderr: `${reason}\n`, exitCode: 0 });
  expect(JSON.parse((await jobs('status', run.id, '--json')).stdout)).toMatchObject({ status: 'PENDING', reason });
  expect(await jobs('stop', run.id, '--no-wait')).toEqual({ stdout: 'PENDING\n', stderr: '', exitCode: 0 });
});

test('a job that waits for others says so, stops as soon as it could start, and never did its work', async () => {
  const busy = await submit({ entrypoint_num_cpus: 4, entrypoint: 'exec sleep 600' });
  await expect.poll(() => busy.status()).toBe('RUNNING');
  const waiting = await tinyExecutor({ resources: { num_cpus: 3 } }).submit('echo', { text: 'x' });
  await expect
    .poll(() => waiting.state()) // Ray counts what is in use every few seconds
    .toEqual({ status: 'PENDING', reason: 'it waits until other work is done: it needs 3 CPU (4 CPU there, 4 CPU in use)' });
  const stopped = waiting.cancel();
  await busy.cancel();
  await stopped;
  expect(await waiting.status()).toBe('STOPPED');
  expect(await rejection(waiting.result())).toMatchObject({ name: 'RunCancelled' });
});

test('a job that is stopped in the moment of its submission stops', async () => {
  const run = await tinyExecutor().submit('sleeper', {});
  await run.cancel();
  expect(await run.status()).toBe('STOPPED');
});

test('what is said while one waits is said after some seconds, once, and no more when the job runs', async () => {
  vi.useFakeTimers();
  try {
    const states = ['a', 'a', 'b'].map((reason) => ({ status: 'PENDING', reason }) as const);
    const said: string[] = [];
    const state = async () => states.shift() ?? ({ status: 'RUNNING' } as const);
    const end = sayPending({ id: 'j1', state }, (sentence) => said.push(sentence));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(said).toEqual(['job j1 is PENDING: a', 'job j1 is PENDING: b']);
    expect(vi.getTimerCount()).toBe(0);
    end();
  } finally {
    vi.useRealTimers();
  }
});

async function submit(more: object): Promise<RayRun> {
  const client = testClient();
  return new RayRun(client, await client.submit({ entrypoint: 'true', submission_id: freshId('pending'), ...more }));
}

function jobs(...words: readonly string[]): ReturnType<typeof runJobsCommand> {
  return runJobsCommand(...words, '--address', inject('rayDashboardUrl'));
}
