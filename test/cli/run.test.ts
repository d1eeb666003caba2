import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makePlugin, TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { type Finished, runCli } from '../support/run-cli.ts';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
const RUN_ID = /\d{8}-\d{6}-[\da-f]{9}/g;

const run = (...words: string[]): Promise<Finished> => runCli(['run', ...words, '--plugin', sums.folder]);

test('a run prints its result on stdout, and all else on stderr', async () => {
  const { code, stdout, stderr } = await run('double', '--by', '4');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '{\n  "doubled": 8\n}\n' });
  const hint = `run <id>: actionsmith runs show <id> --plugin ${sums.folder}`;
  expect(stderr.replaceAll(RUN_ID, '<id>')).toBe(`double runs in this process (mode local, by config.yaml)\ndouble 100% (1/1)\n${hint}\n`);
});

test('defaults that were used are said, --quiet says nothing, --json is one line', async () => {
  expect((await run('double')).stderr).toContain('(mode local, by config.yaml); defaults: by=2\n');
  expect(await run('double', '--quiet', '--json', '--mode', 'local')).toEqual({ code: 0, stdout: '{"doubled":4}\n', stderr: '' });
});

test('what the action prints is not in the way of whoever reads the result', async () => {
  expect(await run('double', '--by', '12', '--json', '--quiet')).toEqual({
    code: 0,
    stdout: '{"doubled":24}\n',
    stderr: 'printed by the author\n',
  });
});

describe('input that is wrong is one line, and no stack', () => {
  test.each([
    [['double', '--by', '0'], 1, '--by: params.by must be >= 1 (got 0)\n'],
    [['double', '--by', 'four'], 1, '--by: params.by must be an integer (got "four")\n'],
    [['double', '--bye', '4'], 2, 'error: there is no option --bye; did you mean --by?\n'],
    [['double', '--params', '{"by":0}'], 1, '--params: params.by must be >= 1 (got 0)\n'],
    [['double', '--params', '{'], 2, "error: --params is not JSON: Expected property name or '}' in JSON at position 1"],
    [
      ['double', '--params', 'p.json'],
      2,
      `error: --params is not JSON: Unexpected token 'p', "p.json" is not valid JSON; a file of params is given by --params-file\n`,
    ],
    [['duble'], 1, 'error: there is no action "duble" in plugin "sums"; did you mean "double"?\n'],
    [['double', '--params', '[1]'], 2, 'error: --params must hold an object of params\n'],
    [['double', '--mode', 'jobb'], 2, 'error: there is no mode "jobb"; did you mean "job"?\n'],
    [['double', '--mode', 'locl'], 2, 'error: there is no mode "locl"; did you mean "local"?\n'],
    [[], 2, 'error: say first which action: actionsmith run <action>\n'],
  ])('%j', async (words, code, message) => {
    const finished = await run(...words);
    expect(finished).toMatchObject({ code, stdout: '' });
    expect(finished.stderr.startsWith(message), finished.stderr).toBe(true);
    expect(finished.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('from a file it is named with line and column', async () => {
    const folder = makePlugin({ 'params.yaml': '# numbers\nby: 0\nbye: 1\n' });
    const { code, stderr } = await runCli(['run', 'double', '--plugin', sums.folder, '--params-file', 'params.yaml'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').toSorted()).toEqual([
      'params.yaml:2:5: params.by must be >= 1 (got 0)',
      'params.yaml:3:1: params.bye is not a known field; did you mean "by"?',
    ]);
  });
});

test('a flag wins over --params, which wins over the file', async () => {
  writeIn(sums.folder, 'params.json', '{"by": 5}');
  const file = ['--params-file', join(sums.folder, 'params.json')];
  expect((await run('double', '--quiet', '--json', ...file)).stdout).toBe('{"doubled":10}\n');
  expect((await run('double', '--quiet', '--json', ...file, '--params', '{"by": 6}')).stdout).toBe('{"doubled":12}\n');
  expect((await run('double', '--quiet', '--json', ...file, '--params', '{"by": 6}', '--by=7')).stdout).toBe('{"doubled":14}\n');
});

test('a failure of the author’s code is its message and its own lines', async () => {
  const { code, stdout, stderr } = await runCli(['run', 'double', '--by', '13', '--quiet'], { cwd: sums.folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('error: action double failed: unlucky\n    at DoubleAction.execute (src/actions/double.ts:5:38)\n');
});

test('where config.yaml says no method, local is called the default', async () => {
  expect((await run('stub')).stderr).toContain('stub runs in this process (mode local, the default)\n');
});

test('a stub that is not filled in says which file and line to fill in', async () => {
  const { code, stderr } = await runCli(['run', 'stub', '--quiet'], { cwd: sums.folder });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^error: execute\(\) of StubAction is not filled in yet: src\/actions\/stub\.ts:\d+\n$/),
  });
});

test('help lists the params of the action', async () => {
  const { code, stdout } = await run('double', '--help');
  expect(code).toBe(0);
  expect(stdout).toContain('Params of double (Double: Double a number):\n  --by <integer>  (default 2) What is doubled\n');
  expect(stdout).toContain('Examples:\n');
});

test('Ctrl-C cancels the run, and its exit code is not that of success', async () => {
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), 'run', 'double', '--by', '14', '--plugin', sums.folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  for await (const text of child.stderr.setEncoding('utf8')) {
    if (!stderr.includes('runs in this process') && String(text).includes('runs in this process')) child.kill('SIGINT');
    stderr += text;
  }
  expect(await closed).toBe(1);
  expect(stderr).toContain('error: the run was cancelled by SIGINT\n');
});

test('list names the actions of a plugin that has only a config.yaml', async () => {
  const guide = join(TOOLKIT, 'test/cases/guide-config');
  const { code, stdout } = await runCli(['list', '--plugin', guide]);
  expect(code).toBe(0);
  expect(stdout).toBe(
    'train   task   Train Model: Train a model with custom parameters\nexport  local  Export Model: Export model to various formats\ninfer   job    Run Inference: Run batch inference\n',
  );
  const json: unknown = JSON.parse((await runCli(['list', '--json', '--plugin', guide])).stdout);
  expect(json).toMatchObject([{ name: 'train', method: 'task', entrypoint: 'actions:TrainAction' }, { name: 'export' }, { name: 'infer' }]);
});

test('a contract that is wrong is shown with its place', async () => {
  const folder = makePlugin({ 'config.yaml': 'name: X\ncode: x\nactions:\n  a: { methd: local }\n' });
  const { code, stderr } = await runCli(['list', '--plugin', folder]);
  expect(code).toBe(1);
  expect(stderr).toContain('config.yaml:4:8');
  expect(stderr).toContain('did you mean "method"?');
});
