import {
  ActionNotFoundError,
  deserializeError,
  isActionsmithError,
  isStepError,
  isValidationError,
  serializeError,
  StepError,
  ValidationError,
} from 'actionsmith';
import { expect, test } from 'vitest';

const roundTrip = (error: unknown): Error =>
  deserializeError(JSON.parse(JSON.stringify(serializeError(error))) as ReturnType<typeof serializeError>);

test('a step’s failure survives the wire: class, code, step, causes, rollback errors and the original stack', () => {
  const cause = new TypeError('no such column', { cause: new Error('bad header') });
  const original = new StepError('step "load" failed: no such column', {
    step: 'load',
    attempt: 2,
    cause,
    rollbackErrors: [new Error('cannot undo')],
    details: { rows: 3 },
  });
  const error = roundTrip(original);
  expect(isStepError(error)).toBe(true);
  expect(error).toMatchObject({
    code: 'STEP_FAILED',
    step: 'load',
    attempt: 2,
    details: { rows: 3 },
    rollbackErrors: [{ message: 'cannot undo' }],
  });
  expect(error.stack).toBe(original.stack);
  expect(error.cause).toMatchObject({ name: 'TypeError', message: 'no such column', stack: cause.stack, cause: { message: 'bad header' } });
});

test('issues survive the wire', () => {
  const issues = [{ path: ['epochs'], message: 'must be >= 1 (got 0)', hint: 'try 1', keyword: 'minimum' }];
  const error = roundTrip(new ValidationError('params.epochs must be >= 1 (got 0)', { issues }));
  expect(isValidationError(error) && error.issues).toEqual(issues);
});

test('an error of the toolkit whose class takes other arguments keeps its name and code', () => {
  const error = roundTrip(new ActionNotFoundError('trian', ['train']));
  expect(isActionsmithError(error)).toBe(true);
  expect(error).toMatchObject({
    name: 'ActionNotFoundError',
    code: 'ACTION_NOT_FOUND',
    details: { action: 'trian', available: ['train'] },
  });
});

test('an author’s own class keeps its name and code, and is no error of the toolkit', () => {
  class QuotaError extends Error {
    override readonly name: string = 'QuotaError';
    readonly code: string = 'E_QUOTA';
  }
  const error = roundTrip(new QuotaError('too much'));
  expect(error).toMatchObject({ name: 'QuotaError', code: 'E_QUOTA', message: 'too much' });
  expect(isActionsmithError(error)).toBe(false);
});

test('what is thrown and is no error becomes a message', () => {
  expect(serializeError('boom')).toEqual({ name: 'Error', message: 'boom' });
  expect(serializeError({ status: 500 })).toEqual({ name: 'Error', message: '{"status":500}' });
  expect(serializeError(undefined)).toEqual({ name: 'Error', message: 'undefined' });
});

test('causes that lead in a circle end', () => {
  const first = new Error('first');
  const second = new Error('second', { cause: first });
  first.cause = second;
  expect(JSON.stringify(serializeError(first)).match(/"message"/g)).toHaveLength(9);
});
