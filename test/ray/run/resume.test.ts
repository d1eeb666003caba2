import { expect, inject, test } from 'vitest';
import { runJobsCommand } from '../support/run-command.ts';
import { rejection, tinyExecutor, tinyFolder } from '../support/tiny.ts';
import type { RayRun } from '../../../runtime/executors/ray-run.ts';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];
const RESULT = [6, 13, 28, 59, 122, 249];

/** What became of the steps of a run: `restored one`, `started two`. */
async function stepsOf(run: RayRun): Promise<string[]> {
  const seen: string[] = [];
  for await (const event of run.events())
    if (event.type === 'step' && (event.status === 'restored' || event.status === 'started')) seen.push(`${event.status} ${event.step}`);
  return seen;
}

test.each([0, 1, 2, 3, 4, 5, 6])('a job killed after %i of six steps goes on with the next one, and has the same result', async (done) => {
  const killed = await tinyExecutor({ env: { KILL_IN: NAMES[done] ?? 'result' } }).submit('six_steps', { start: 3 });
  expect(await rejection(killed.result())).toMatchObject({ code: 'JOB_FAILED' });
  const resumed = await tinyExecutor().resume(killed.id);
  expect(resumed.id).toBe(`${killed.id}.2`);
  expect(await resumed.result()).toEqual(RESULT);
  expect(await stepsOf(resumed)).toEqual(NAMES.map((name, index) => `${index < done ? 'restored' : 'started'} ${name}`));
});

test('a job that resumed and was killed again is resumed by its own id, and asked twice it is one job', async () => {
  const first = await tinyExecutor({ env: { KILL_IN: 'three' } }).submit('six_steps', { start: 3 });
  await rejection(first.result());
  const second = await tinyExecutor({ env: { KILL_IN: 'five' } }).resume(first);
  await rejection(second.result());
  const again = await tinyExecutor({ env: { KILL_IN: 'five' } }).resume(first.id);
  expect(again.id).toBe(second.id);
  const third = await tinyExecutor().resume(second.id);
  expect(third.id).toBe(`${first.id}.3`);
  expect(await third.result()).toEqual(RESULT);
  expect((await stepsOf(third)).at(3)).toBe('restored four');
  expect((await stepsOf(third)).at(4)).toBe('started five');
  expect(await rejection(tinyExecutor().resume(third))).toMatchObject({ code: 'RESUME_REFUSED' });
});

test('a step that was undone runs again', async () => {
  const failed = await tinyExecutor().submit('workflow', { fail: true });
  await rejection(failed.result());
  const resumed = await tinyExecutor().resume(failed.id, { params: { fail: false } });
  expect(await resumed.result()).toEqual({ loss: 0.5 });
  expect(await stepsOf(resumed)).toEqual(['started load', 'started train']);
});

test('params that hold a secret are not in the log, and have to be given again', async () => {
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
