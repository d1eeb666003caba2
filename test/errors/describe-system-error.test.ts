import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSystemError, isSystemError } from '../../runtime/errors/describe-system-error.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';

const failure = (call: () => unknown): NodeJS.ErrnoException => {
  try {
    call();
  } catch (error) {
    if (isSystemError(error)) return error;
  }
  throw new Error('it did not fail');
};

test('the path and the reason are one sentence', () => {
  expect(describeSystemError(failure(() => readFileSync('/nowhere/a.json')))).toBe('/nowhere/a.json: there is no such file or folder');
  expect(describeSystemError(failure(() => readFileSync('nope.json')))).toBe('nope.json: there is no such file or folder');
});

test('a command that misses a file says which', async () => {
  expect(await runCli(['schema', 'types', 'nope.json'], { cwd: makeFolder() })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: nope.json: there is no such file or folder\n',
  });
});
