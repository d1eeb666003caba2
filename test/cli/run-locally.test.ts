import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useEndingsPlugin } from '../support/endings-plugin.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { type Finished, runCli } from '../support/run-cli.ts';

const plugin = useEndingsPlugin();

const run = (...words: string[]): Promise<Finished> => runCli(['run', ...words, '--quiet'], { cwd: plugin.folder });

const NO_RESULT = 'the action ended without a result: it called process.exit, or waits for something that can no longer happen';
const IN_CALLBACK = [
  'error: the action failed: thrown in a callback',
  '    at failInCallback (src/actions/leave.ts:25:9)',
  '    at Timeout._onTimeout (src/actions/leave.ts:15:46)',
];

describe('a run that ends in a way that no catch sees fails, and says so once', () => {
  test.each([
    ['exit', 1, [`error: ${NO_RESULT}`]],
    ['exit7', 7, ['error: the action ended its process with exit code 7 before it had a result']],
    ['never', 1, [`error: ${NO_RESULT}`]],
    ['callback', 1, IN_CALLBACK],
    ['rejection', 1, ['error: the action failed: nobody awaits it', '    at LeaveAction.execute (src/actions/leave.ts:17:50)']],
  ])('by %s', async (how, code, lines) => {
    const finished = await run('leave', '--how', how);
    expect({ ...finished, stderr: finished.stderr.trimEnd().split('\n') }).toEqual({ code, stdout: '', stderr: lines });
  });

  test.each([
    ['exit', { code: 'ENDED_EARLY', message: NO_RESULT }],
    ['never', { code: 'ENDED_EARLY', message: NO_RESULT }],
    ['callback', { code: 'EXECUTION_FAILED', message: 'the action failed: thrown in a callback', cause: { name: 'TypeError' } }],
  ])('by %s, as one line of JSON', async (how, error) => {
    const { code, stdout, stderr } = await run('leave', '--how', how, '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error });
  });

  test('even after its result was printed', async () => {
    const { code, stdout, stderr } = await run('leave', '--how', 'late');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '"done"\n' });
    expect(stderr).toContain('error: the action failed: thrown in a callback\n');
  });
});

describe('its steps are undone first', () => {
  test('when a callback throws', async () => {
    const { code, stderr } = await run('workflow', '--how', 'callback');
    expect(code).toBe(1);
    expect(stderr.split('\n').slice(0, 4)).toEqual([
      'upload is undone',
      'error: the action failed: thrown in a callback',
      '  undone: upload',
      expect.stringContaining('    at failInCallback (src/actions/workflow.ts:'),
    ]);
  });

  test('when a step waits for what can no longer happen', async () => {
    const { code, stderr } = await run('workflow', '--how', 'never');
    expect({ code, stderr }).toEqual({ code: 1, stderr: `upload is undone\nerror: ${NO_RESULT}\n  undone: upload\n` });
  });
});

test('--env wins over env_vars of the runtime_env, these over env in config.yaml, that over the process; modules see it from the start', async () => {
  const env = { LEVEL: 'process', SHARED: 'process', NODE_NAME: 'process', OUTER: 'process' };
  const { stdout } = await runCli(['run', 'leave', '--how', 'env', '--quiet', '--json', '--env', 'NODE_NAME=own', '--env', 'EMPTY='], {
    cwd: plugin.folder,
    env,
  });
  const seen = { LEVEL: 'contract', SHARED: 'runtime', NODE_NAME: 'own', OUTER: 'process' };
  expect(JSON.parse(stdout)).toEqual({ atLoad: 'contract', ctx: seen, process: seen });
  const wrong = await run('leave', '--how', 'env', '--env', 'NODE_NAME');
  expect(wrong).toEqual({ code: 2, stdout: '', stderr: 'error: --env takes NAME=value (got "NODE_NAME")\n' });
});

test('an action may wait for nothing but being stopped', async () => {
  const { code, stderr } = await signalled(['leave', '--how', 'stopped'], { 'runs in this process': 'SIGTERM' });
  expect(code).toBe(1);
  expect(stderr).toContain('error: the run was cancelled by SIGTERM\n');
});

describe.each([
  ['SIGINT', 'SIGTERM', 143],
  ['SIGTERM', 'SIGINT', 130],
] as const)('%s', (first, second, code) => {
  test('cancels the run, which undoes its steps', async () => {
    const finished = await signalled(['workflow', '--how', 'stopped', '--quiet'], { waiting: first });
    expect(finished.code).toBe(1);
    expect(finished.stderr).toContain('\ncancelling; once more to end at once\n');
    expect(finished.stderr).toContain('upload is undone\n');
    expect(finished.stderr).toContain(`error: the run was cancelled in step "wait"\n  undone: upload\n`);
  });

  test(`and then ${second} ends it at once, with one line, while its rollback hangs`, async () => {
    const finished = await signalled(['workflow', '--how', 'stuck', '--quiet'], { waiting: first, 'upload is undone': second });
    expect(finished.code).toBe(code);
    const { length, [length - 1]: last } = finished.stderr.trimEnd().split('\n');
    expect(last).toBe(`error: the run was ended at once by ${second}; what it began may not be undone`);
    expect(finished.stderr.match(/error:/g)).toHaveLength(1);
  });
});

/** Sends each signal when the command has printed the text before it on stderr. */
async function signalled(words: readonly string[], signals: Readonly<Record<string, NodeJS.Signals>>): Promise<Omit<Finished, 'stdout'>> {
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), 'run', ...words], {
    cwd: plugin.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const left = Object.entries(signals);
  let stderr = '';
  const closed = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  for await (const text of child.stderr.setEncoding('utf8')) {
    stderr += text;
    while (left[0] !== undefined && stderr.includes(left[0][0])) child.kill(left.shift()![1]);
  }
  return { code: await closed, stderr };
}
