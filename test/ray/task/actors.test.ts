import { afterAll, expect, test } from 'vitest';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { rejection } from '../support/tiny.ts';
import { actorOf, isAlive, leftOver, whereOf } from './support/processes.ts';
import { taskExecutor } from './support/tasks.ts';
import type { Where } from './fixtures/probe/src/actions/where.ts';

const executor = taskExecutor({ maxActors: 2 });
afterAll(() => executor.shutdown());
const where = (params: object = {}): Promise<Where> => executor.execute<Where>('where', params);

test('the second task begins at once, in the process that has its code already', async () => {
  const first = await where();
  const begun = performance.now();
  const second = await where();
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(second).toMatchObject({ pid: first.pid, runs: first.runs + 1 });
});

test('tasks at the same time have an actor each, up to the limit', async () => {
  await using busy = await executor.submit('where', { ms: 60_000 });
  await whereOf(busy);
  await where(); // in the second actor
  await busy.cancel();
  const all = await Promise.all(Array.from({ length: 6 }, () => where({ ms: 100 })));
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(2);
});

test('map gives the results in order, and takes no more than it has room for', async () => {
  let taken = 0;
  let most = 0;
  let given = 0;
  function* endless(): Generator<object> {
    for (;;) {
      most = Math.max(most, ++taken - given);
      yield { ms: taken % 3 === 0 ? 40 : 1 };
    }
  }
  const seen: Where[] = [];
  for await (const one of executor.map<Where>('where', endless(), { concurrency: 2 })) {
    given++;
    seen.push(one);
    if (seen.length === 20) break;
  }
  expect(most).toBeLessThanOrEqual(4);
  expect(
    seen.every(({ runs }, index) => seen.slice(0, index).every((earlier) => earlier.pid !== seen[index]!.pid || earlier.runs < runs)),
  ).toBe(true);
});

test('a map ends at the first run that fails, and cancels what runs beside it', async () => {
  const begun = performance.now();
  const results = executor.map('where', [{ ms: 60_000 }, { ms: -1 }, {}], { concurrency: 2 });
  expect(await rejection(results.next())).toMatchObject({ name: 'ExecutionError', cause: { message: 'no time for that' } });
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(await where()).toMatchObject({ child: -1 });
});

test('a busy loop is stopped: all its processes are gone, and another worker is there', async () => {
  const run = await executor.submit('spin', {});
  const { pid, keeper, child } = await whereOf(run);
  expect([pid, child].every(isAlive)).toBe(true);
  await run.cancel();
  expect(await run.status()).toBe('STOPPED');
  expect(await rejection(run.result())).toMatchObject({ name: 'RunCancelled' });
  expect(await leftOver({ pid, keeper, child })).toEqual([]);
  expect((await where()).pid).not.toBe(pid);
});

test('a run that waits for an actor can be cancelled', async () => {
  const running = await Promise.all([1, 2].map(() => executor.submit('where', { ms: 20_000 })));
  await Promise.all(running.map(whereOf));
  const waiting = await executor.submit('where', {});
  expect(await waiting.state()).toEqual({ status: 'PENDING', reason: 'it waits for an actor' });
  await waiting.cancel();
  expect(await waiting.status()).toBe('STOPPED');
  await Promise.all(running.map((run) => run.cancel()));
});

test('a Node worker that is killed fails its run, which names the signal and the last words; the next run has another one', async () => {
  const run = await executor.submit('where', { ms: 60_000, say: 'the last words', leaveChild: true });
  const { pid, keeper, child } = await whereOf(run);
  process.kill(pid, 'SIGKILL');
  expect(await rejection(run.result())).toMatchObject({
    code: 'WORKER_DIED',
    message: `task ${run.id} failed: its Node worker was killed by SIGKILL; another one has taken its place\nthe last words`,
    details: { signal: 'SIGKILL' },
  });
  expect(await run.status()).toBe('FAILED');
  expect(await leftOver({ pid, keeper, child })).toEqual([]);
  expect(await where()).toMatchObject({ child: -1 });
});

test('an actor that is killed fails its run, which names it; nothing of its worker is left, and the next run has another one', async () => {
  const run = await executor.submit('where', { ms: 60_000, leaveChild: true });
  const { pid, keeper, child } = await whereOf(run);
  const actor = actorOf(run);
  process.kill(actor, 'SIGKILL');
  const error = await rejection(run.result());
  expect(error).toMatchObject({ code: 'ACTOR_DIED', details: { pid: actor } });
  expect(error.message).toContain(`its Ray actor (process ${actor} on node `);
  expect(await leftOver({ pid, keeper, child, actor })).toEqual([]);
  expect(await where()).toMatchObject({ child: -1 });
});

test('what Ray lists of it holds no token', async () => {
  const client: RayJobsClient = executor.client;
  const jobs = (await client.list()).filter(({ submission_id }) => submission_id?.startsWith('probe-tasks-'));
  expect(jobs[0]).toMatchObject({ entrypoint: 'exec sh start-gateway.sh', metadata: { job_name: 'probe/tasks' } });
  expect(Object.keys(jobs[0]?.runtime_env ?? {}).toSorted()).toEqual(['env_vars', 'working_dir']);
  expect(jobs[0]?.runtime_env?.['env_vars']).toEqual({ RAY_JOB_STOP_WAIT_TIME_S: '2' });
});

test('shutdown ends the actors and their gateway, and cancels what runs', async () => {
  const run = await executor.submit('where', { ms: 60_000, leaveChild: true });
  const { pid, keeper, child } = await whereOf(run);
  await executor.shutdown();
  expect(await run.status()).toBe('STOPPED');
  expect(await leftOver({ pid, keeper, child, actor: actorOf(run) })).toEqual([]);
});
