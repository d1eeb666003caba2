import { ExecutionError, RunCancelled, StepError, ValidationError } from 'actionsmith';
import { expect, test } from 'vitest';
import { describeFailure, exitCodeFor, serializeFailure } from '../../runtime/cli/report-failure.ts';
import { UsageError } from '../../runtime/cli/usage-error.ts';

const issue = { path: ['epochs'], message: 'must be >= 1 (got 0)' };
const invalid = new ValidationError('params.epochs must be >= 1 (got 0)', { code: 'PARAMS_INVALID', issues: [issue] });

function authorError(): Error {
  const error = new Error('boom');
  error.stack = `Error: boom
    at readRows (/home/ann/plugin/src/rows.ts:12:9)
    at parse (/home/ann/plugin/node_modules/csv/index.js:1:1)
    at async TrainAction.execute (file:///home/ann/plugin/src/actions/train.ts:8:3)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
  return error;
}

test('params that do not fit are one line an issue, and no stack', () => {
  expect(describeFailure(invalid)).toEqual(['params.epochs must be >= 1 (got 0)']);
  expect(describeFailure(invalid, { placeOf: () => ({ flag: '--epochs' }) })).toEqual(['--epochs: params.epochs must be >= 1 (got 0)']);
});

test('a failure of the author’s code is its message and its own frames', () => {
  expect(describeFailure(new ExecutionError('action train failed: boom', { cause: authorError() }))).toEqual([
    'error: action train failed: boom',
    '    at readRows (/home/ann/plugin/src/rows.ts:12:9)',
    '    at TrainAction.execute (/home/ann/plugin/src/actions/train.ts:8:3)',
  ]);
});

test('a step’s failure says what was undone, and what could not be', () => {
  const report = {
    steps: [
      { name: 'a', rollback: 'done' },
      { name: 'b', rollback: 'failed' },
      { name: 'c', rollback: 'done' },
      { name: 'd', rollback: 'failed' },
    ],
  };
  const error = new StepError('step "c" failed: boom', {
    step: 'c',
    attempt: 1,
    cause: authorError(),
    rollbackErrors: [new Error('it is gone'), new Error('bucket is locked')],
    details: { report },
  });
  expect(describeFailure(error).slice(0, 4)).toEqual([
    'error: step "c" failed: boom',
    '  undone: c, a',
    '  could not be undone: d: it is gone',
    '  could not be undone: b: bucket is locked',
  ]);
});

test('wrong usage has its own exit code', () => {
  expect([exitCodeFor(new UsageError('there is no option --x')), exitCodeFor(invalid), exitCodeFor(new RunCancelled())]).toEqual([2, 1, 1]);
});

test('as JSON, input that is wrong has no stack, and the author’s failure has its own', () => {
  expect(serializeFailure(invalid)).toEqual({
    name: 'ValidationError',
    message: invalid.message,
    code: 'PARAMS_INVALID',
    retryable: false,
    issues: [issue],
  });
  expect(serializeFailure(new ExecutionError('failed', { cause: authorError() })).cause?.stack).toContain('src/actions/train.ts:8:3');
});
