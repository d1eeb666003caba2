import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { freshId, testClient } from '../support/jobs.ts';
import { runJobsCommand } from '../support/run-command.ts';
import { tinyFolder } from '../support/tiny.ts';

const temporary = mkdtempSync(join(tmpdir(), 'actionsmith-jobs-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

test('submit prints the id, wait the typed result, and the progress is shown as if the run were local', async () => {
  const submitted = await jobs('submit', 'echo', ...plugin, '--params', '{"text":"ab","times":2}', '--env', 'GREETING=servus');
  const id = submitted.stdout.trim();
  expect(id).toMatch(/^tiny-echo-[0-9a-f]{12}$/);
  const waited = await jobs('wait', id);
  expect(JSON.parse(waited.stdout)).toMatchObject({ text: 'abab', greeting: 'servus', jobId: id });
  expect(waited.stderr.trim().split('\n')).toEqual(['echo_start text=ab', 'echo 50% (1/2)', 'echo 100% (2/2)']);
  expect(waited.exitCode).toBe(0);
  expect((await jobs('status', id)).stdout).toBe('SUCCEEDED\n');
  expect((await jobs('list')).stdout).toMatch(new RegExp(`^${id} +SUCCEEDED +tiny/echo +\\d{4}-`, 'm'));
  expect((await jobs('logs', id)).stdout).toBe('');
  expect(
    (await jobs('logs', id, '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type),
  ).toEqual(['started', 'log', 'progress', 'progress', 'result']);
});

test('the same action and params under one id are one job, and other params are refused', async () => {
  const id = freshId('once');
  const submit = (params: string): ReturnType<typeof jobs> =>
    jobs('submit', 'echo', ...plugin, '--submission-id', id, '--params', params, '--quiet');
  expect(await submit('{"text":"ab","times":2}')).toEqual({ stdout: `${id}\n`, stderr: '', exitCode: 0 });
  expect(await submit('{"times":2,"text":"ab"}')).toEqual({ stdout: `${id}\n`, stderr: '', exitCode: 0 });
  expect(JSON.parse((await jobs('wait', id)).stdout)).toMatchObject({ text: 'abab', jobId: id });
  expect(await submit('{"text":"ab","times":2}')).toMatchObject({ stdout: `${id}\n`, exitCode: 0 });
  expect(await submit('{"text":"ab","times":3}')).toEqual({
    stdout: '',
    stderr: `error: a job ${id} is already there, and it is another one: choose another submission id\n`,
    exitCode: 1,
  });
});

test('help lists the params of the action, and what is an option of the command', async () => {
  const { stdout, exitCode } = await jobs('submit', 'echo', ...plugin, '--help');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ +params +its params, as options: --<param> <value>$/m);
  expect(stdout).toContain('Params of echo (');
});

test("a run that fails exits with 1, the author's message, the step and the line of his TypeScript", async () => {
  const id = (await jobs('submit', 'workflow', ...plugin, '--params', '{"fail":true}', '--quiet')).stdout.trim();
  const waited = await jobs('wait', id, ...plugin);
  expect(waited.exitCode).toBe(1);
  expect(waited.stdout).toBe('');
  expect(waited.stderr).toContain('error: step "train" failed: the loss is not a number');
  expect(waited.stderr).toContain('at TrainStep.execute (test/ray/fixtures/tiny/src/actions/workflow.ts:20:36)');
  expect(waited.stderr).not.toMatch(/run-steps|node:internal/);
  expect((await jobs('status', id)).stdout).toBe('FAILED\n');
});

test('a job that is stopped is not failed, and a job that has ended can be deleted', async () => {
  const id = (await jobs('submit', 'sleeper', ...plugin, '--quiet')).stdout.trim();
  const waited = await jobs('wait', id, '--timeout', '1', '--quiet');
  expect(waited).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(`^error: job ${id} has not ended within 1 s; it goes on\n`),
  });
  expect((await jobs('stop', id)).stdout).toBe('STOPPED\n');
  expect(await jobs('wait', id, '--quiet')).toMatchObject({ exitCode: 1, stderr: `error: job ${id} was stopped\n` });
  expect((await jobs('delete', id, '--json')).stdout).toBe(`{"id":"${id}","deleted":true}\n`);
  expect(await jobs('status', id)).toMatchObject({ exitCode: 1, stderr: `error: there is no job ${id} on ${inject('rayDashboardUrl')}\n` });
});

test('logs -f follows a job that runs to its end, and prints every line once', async () => {
  const id = (await jobs('submit', 'ticker', ...plugin, '--params', '{"milliseconds":1500}', '--quiet')).stdout.trim();
  expect((await jobs('status', id)).stdout).toMatch(/^(?:PENDING|RUNNING)\n/);
  const ticks = Array.from({ length: 150 }, (_, tick) => `tick ${tick}\n`).join('');
  expect(await jobs('logs', id, '-f')).toEqual({ stdout: ticks, stderr: '', exitCode: 0 });
  expect((await jobs('status', id)).stdout).toBe('SUCCEEDED\n');
});

test('a secret is forwarded only when asked for, which is said, and is in the job’s env_vars then', async () => {
  vi.stubEnv('HUB_TOKEN', 'very-secret');
  const submitted = await jobs('submit', 'echo', ...plugin, '--params', '{"text":"x"}', '--forward-secret', 'HUB_TOKEN');
  vi.unstubAllEnvs();
  const address = inject('rayDashboardUrl');
  expect(submitted.stderr).toContain(`HUB_TOKEN is sent in the job's env_vars: whoever may list the jobs of ${address} can read it\n`);
  expect(submitted.stderr).not.toContain('very-secret');
  expect(await testClient().get(submitted.stdout.trim())).toMatchObject({ runtime_env: { env_vars: { HUB_TOKEN: 'very-secret' } } });
});

test('a bundle is saved without a submit, and can be submitted later', async () => {
  const file = join(temporary, 'echo.zip');
  expect(await jobs('submit', 'echo', ...plugin, '--save-bundle', file)).toMatchObject({ stdout: '', exitCode: 0 });
  const printed = (await jobs('submit', 'echo', ...plugin, '--save-bundle', file, '--json')).stdout;
  expect(JSON.parse(printed)).toEqual({ bundle: file, bytes: statSync(file).size });
  const waited = await jobs('submit', 'echo', ...plugin, '--params', '{"text":"x"}', '--bundle', file, '--wait', '--json', '--quiet');
  expect(JSON.parse(waited.stdout)).toMatchObject({ text: 'x' });
  expect(await jobs('submit', 'noisy', ...plugin, '--bundle', file)).toMatchObject({
    exitCode: 1,
    stderr: 'error: the bundle is of tiny/echo, not of tiny/noisy\n',
  });
});

test.each([
  [['submit', 'eco'], 1, 'error: there is no action "eco" in plugin "tiny"; did you mean "echo"?'],
  [['submit', 'echo', '--env', 'x'], 2, 'error: --env takes NAME=value (got "x")'],
  [['submit', 'echo', '--runtime-env', '[]'], 2, 'error: --runtime-env takes a JSON object: {"pip": ["numpy"]}'],
  [['submit', 'echo', '--runtime-env', '{"pips":[]}'], 1, 'error: the runtime_env has an unknown key "pips"; did you mean "pip"?'],
  [['submit', 'echo', '--bundle', '/nowhere.zip'], 1, 'error: the bundle /nowhere.zip cannot be read: there is no such file or folder'],
  [
    ['submit', 'echo', '--save-bundle', '/nowhere/b.zip'],
    1,
    'error: the bundle cannot be written to /nowhere/b.zip: there is no such file or folder',
  ],
  [['submit', 'echo', '--params', '[1]'], 2, 'error: --params must hold an object of params'],
  [['submit', 'echo', '--tims', '1'], 2, 'error: there is no option --tims; the params are none'],
  [['wait', 'x', '--timeout', 'soon'], 2, 'error: --timeout takes seconds (got "soon")'],
])('jobs %o is refused in one line', async ([command = '', ...words], exitCode, message) => {
  const refused = await jobs(command, ...words, ...(command === 'submit' ? plugin : []));
  expect(refused).toMatchObject({ exitCode, stdout: '' });
  expect(refused.stderr.split('\n')[0]).toBe(message);
});

const plugin = ['--plugin', tinyFolder];

function jobs(command: string, ...words: readonly string[]): ReturnType<typeof runJobsCommand> {
  return runJobsCommand(command, ...words, '--address', inject('rayDashboardUrl'));
}
