import { expect, inject, test } from 'vitest';
import { runJobsCommand } from '../support/run-command.ts';
import { rejection, tinyExecutor, tinyFolder } from '../support/tiny.ts';
import type { RayRun } from '../../../runtime/executors/ray-run.ts';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];
const RESULT = [6, 13, 28, 59, 122, 249];

/** What becomes of the steps of a run that begins after some of them. */
function stepsAfter(done: number): string[] {
  return NAMES.map((name, index) => `${index < done ? 'restored' : 'started'} ${name}`);
}

/** What became of the steps of a run: `restored one`, `started two`. */
async function stepsOf(run: RayRun): Promise<string[]> {
  const seen: string[] = [];
  for await (const event of run.events())
    if (event.type === 'step' && (event.status === 'restored' || event.status === 'started')) seen.push(`${event.status} ${event.step}`);
  return seen;
}

test.concurrent('a job that is killed three times goes on with the next step each time, by its latest id, and has the same result', async ({
  expect,
}) => {
  let run = await tinyExecutor({ env: { KILL_IN: 'two' } }).submit('six_steps', { start: 3 });
  const { id } = run;
  for (const [index, next] of ['four', 'six', 'nowhere'].entries()) {
    expect(await rejection(run.result())).toMatchObject({ code: 'JOB_FAILED' });
    run = await tinyExecutor({ env: { KILL_IN: next } }).resume(run.id);
    expect(run.id).toBe(`${id}.${index + 2}`);
    const done = 2 * index + 1;
    expect(await stepsOf(run)).toEqual(stepsAfter(done).slice(0, done + 3));
  }
  expect(await run.result()).toEqual(RESULT);
  expect(await rejection(tinyExecutor().resume(run))).toMatchObject({ code: 'RESUME_REFUSED' });
});

test.concurrent.for([0, 2, 4, 6])(
  'a job killed after %i of six steps goes on with the next one, has the same result, and asked twice is one job',
  async (done, { expect }) => {
    const killed = await tinyExecutor({ env: { KILL_IN: NAMES[done] ?? 'result' } }).submit('six_steps', { start: 3 });
    expect(await rejection(killed.result())).toMatchObject({ code: 'JOB_FAILED' });
    const [resumed, again] = [await tinyExecutor().resume(killed.id), await tinyExecutor().resume(killed)];
    expect([resumed.id, again.id]).toEqual([`${killed.id}.2`, `${killed.id}.2`]);
    expect(await resumed.result()).toEqual(RESULT);
    expect(await stepsOf(resumed)).toEqual(stepsAfter(done));
  },
);

test.concurrent('a step that was undone runs again', async ({ expect }) => {
  const failed = await tinyExecutor().submit('workflow', { fail: true });
  await rejection(failed.result());
  const resumed = await tinyExecutor().resume(failed.id, { params: { fail: false } });
  expect(await resumed.result()).toEqual({ loss: 0.5 });
  expect(await stepsOf(resumed)).toEqual(['started load', 'started train']);
});

test.concurrent('params that hold a secret are not in the log, and have to be given again', async ({ expect }) => {
  const params = { start: 3, password: 'hunter22' };
  const killed = await tinyExecutor({ env: { KILL_IN: 'two' } }).submit('six_steps', params);
  await rejection(killed.result());
  const message = `job ${killed.id} cannot be resumed: its log does not hold its params: give them again`;
  expect(await rejection(tinyExecutor().resume(killed.id))).toMatchObject({ code: 'RESUME_REFUSED', message });
  expect(await (await tinyExecutor().resume(killed.id, { params })).result()).toEqual(RESULT);
});

test('the command prints the id of the new job, or its result, and says why a job cannot be resumed', async () => {
  const killed = (await jobs('submit', 'six_steps', '--params', '{"start":3}', '--env', 'KILL_IN=four', '--quiet')).stdout.trim();
  await jobs('wait', killed, '--quiet');
  const resumed = await jobs('resume', killed, '--wait', '--json', '--quiet');
  expect(JSON.parse(resumed.stdout)).toEqual(RESULT);
  expect(await jobs('resume', `${killed}.2`)).toEqual({
    stdout: '',
    stderr: `error: job ${killed}.2 cannot be resumed: it succeeded: its result is there, with: actionsmith jobs wait ${killed}.2\n`,
    exitCode: 1,
  });
  expect(await jobs('resume', 'nobody')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('there is no job nobody') });
});

function jobs(...words: readonly string[]): ReturnType<typeof runJobsCommand> {
  return runJobsCommand(...words, '--plugin', tinyFolder, '--address', inject('rayDashboardUrl'));
}
