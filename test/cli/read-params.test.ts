import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeIssue, readParams } from '../../runtime/cli/read-params.ts';
import { runCli, runShell } from '../support/run-cli.ts';
import { makePlugin, writeIn } from '../support/make-plugin.ts';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
const schema = { properties: { by: { type: 'integer' }, to: { type: 'integer' }, json: {} } };

test('an issue has the place that its value came from', async () => {
  const folder = makePlugin({ 'p.yaml': 'by: 1\nto: 2\njson: 3\n' });
  const file = join(folder, 'p.yaml');
  const { params, placeOf } = await readParams({ paramsFile: file, params: '{"to": 5}', words: ['--by', '4'] }, schema, []);
  expect(params).toEqual({ by: 4, to: 5, json: 3 });
  const places = ['by', 'to', 'json'].map((name) => placeOf({ path: [name], message: 'is odd' }));
  expect(places).toEqual([{ flag: '--by' }, { flag: '--params' }, { file, line: 3, column: 7 }]);
  expect(describeIssue({ path: ['json'], message: 'is odd' }, places[2]!)).toBe(`${file}:3:7: params.json is odd`);
});

test('values of flags that do not fit are issues too', async () => {
  await expect(readParams({ words: ['--by', 'x'] }, schema, [])).rejects.toMatchObject({
    message: '--by: params.by must be an integer (got "x")',
    issues: [{ path: ['by'], message: 'must be an integer (got "x")' }],
  });
});

describe('params come through a pipe', () => {
  test.each([
    ['--params-file -', 'printf "by: 3" |', ''],
    ['--params-file /dev/stdin', 'printf "{\\"by\\": 3}" |', ''],
    ['--params-file <(printf "by: 3")', '', ''],
    ['--params-file -', '', '< params.yaml'],
  ])('%s %s', async (words, before, after) => {
    writeIn(sums.folder, 'params.yaml', 'by: 3\n');
    expect(await runShell(`${before} actionsmith run double ${words} --quiet --json ${after}`, { cwd: sums.folder })).toEqual({
      code: 0,
      stdout: '{"doubled":6}\n',
      stderr: '',
    });
  });

  test('and what is wrong is named with its place', async () => {
    const { code, stderr } = await runShell('printf "# n\nby: 0" | actionsmith run double --params-file - --quiet', { cwd: sums.folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'stdin:2:5: params.by must be >= 1 (got 0)\n' });
  });

  test('and a pipe that never ends is refused at the limit', async () => {
    const { code, stderr } = await runCli(['run', 'double', '--params-file', '/dev/zero'], { cwd: sums.folder });
    expect(code).toBe(1);
    expect(stderr).toContain('/dev/zero cannot be read\n');
  });
});

test('with --json an issue has its file, line and column, and unreadable YAML has its diagnostics', async () => {
  const folder = makePlugin({ 'p.yaml': 'by: 0\nbye: 1\n', 'bad.yaml': 'by: [1\n' });
  const run = async (file: string): Promise<unknown> =>
    JSON.parse((await runCli(['run', 'double', '--json', '--plugin', sums.folder, '--params-file', file], { cwd: folder })).stdout);
  expect(await run('p.yaml')).toMatchObject({
    error: {
      code: 'PARAMS_INVALID',
      issues: [
        { path: ['bye'], file: 'p.yaml', line: 2, column: 1 },
        { path: ['by'], file: 'p.yaml', line: 1, column: 5 },
      ],
    },
  });
  expect(await run('bad.yaml')).toMatchObject({
    error: { code: 'PARAMS_UNREADABLE', details: { diagnostics: [{ file: 'bad.yaml', line: expect.any(Number), severity: 'error' }] } },
  });
});

test('a file that is a folder is said to be one', async () => {
  await expect(readParams({ paramsFile: makePlugin({ a: 'x' }), words: [] }, schema, [])).rejects.toThrow(
    /cannot be read\n[\s\S]*it is a folder/,
  );
});
