import { ActionsmithError, ExecutionError, ValidationError } from 'actionsmith';
import { expect, test } from 'vitest';
import { planRetry } from '../../runtime/steps/plan-retry.ts';
import type { RetryPolicy } from '../../runtime/steps/step-policy.ts';

const error = new Error('boom');
const waits = (policy: RetryPolicy, random = 0.25): (number | undefined)[] =>
  [1, 2, 3, 4].map((attempt) => planRetry(policy, attempt, error, () => random));

test('without a policy nothing is tried again', () => {
  expect(planRetry(undefined, 1, error, Math.random)).toBeUndefined();
});

test('waits grow by the factor, up to the longest one, until the attempts are used up', () => {
  expect(waits({ attempts: 3 })).toEqual([0, 0, undefined, undefined]);
  expect(waits({ attempts: 9, delayMs: 100 })).toEqual([100, 100, 100, 100]);
  expect(waits({ attempts: 4, delayMs: 100, factor: 3, maxDelayMs: 500 })).toEqual([100, 300, 500, undefined]);
});

test('a wait that no number can hold is the longest one, and no wait stays none', () => {
  expect(planRetry({ attempts: Infinity, delayMs: 1, factor: 10, maxDelayMs: 60_000 }, 5_000, error, () => 1)).toBe(60_000);
  expect(planRetry({ attempts: Infinity, delayMs: 0, factor: 10 }, 5_000, error, () => 1)).toBe(0);
});

test('full jitter takes any part of the wait', () => {
  const policy = { attempts: 9, delayMs: 100, factor: 2, maxDelayMs: 300, jitter: 'full' } as const;
  expect(waits(policy, 0.5)).toEqual([50, 100, 150, 150]);
  expect(waits(policy, 0)).toEqual([0, 0, 0, 0]);
});

const policy = { attempts: 3, delayMs: 100, maxDelayMs: 5_000, jitter: 'full', nonRetryable: ['QUOTA', 'STEP_TIMED_OUT'] } as const;
const plan = (thrown: unknown): number | undefined => planRetry(policy, 1, thrown, () => 0.5);

test.each([
  ['a code of the list', Object.assign(new Error('no'), { code: 'QUOTA' })],
  ['a code of the list, of the toolkit', new ActionsmithError('late', { code: 'STEP_TIMED_OUT', retryable: true })],
  ['retryable: false', new ExecutionError('no', { retryable: false })],
  ['retryable: false, thrown by somebody else', Object.assign(new Error('no'), { retryable: false })],
  [
    'retryable: false, as a member of its class',
    new (class extends ExecutionError {
      override readonly retryable = false;
    })('no'),
  ],
  ['input that does not fit', new ValidationError('no')],
  ['a stub', new ActionsmithError('empty', { code: 'STUB_NOT_FILLED' })],
])('an error is final by %s', (_, thrown) => {
  expect(plan(thrown)).toBeUndefined();
});

test.each([
  ['says nothing about itself', new ExecutionError('busy')],
  ['has another code', Object.assign(new Error('no'), { code: 'BUSY' })],
  ['has a number as its code', Object.assign(new Error('no'), { code: 7 })],
  ['is no error at all', null],
])('an error that %s is left to the policy', (_, thrown) => {
  expect(plan(thrown)).toBe(50);
});

test('an error chooses the wait, up to the longest one', () => {
  expect(plan(new ActionsmithError('busy', { retryable: true, details: { retryAfterMs: 1_234 } }))).toBe(1_234);
  expect(plan(Object.assign(new Error('busy'), { retryAfterMs: 7 }))).toBe(7);
  expect(plan(new ActionsmithError('busy', { retryable: true, details: { retryAfterMs: 3_600_000 } }))).toBe(5_000);
});

test.each([-1, NaN, Infinity, '5', null])('%j is no wait that an error can choose', (retryAfterMs) => {
  expect(plan(new ActionsmithError('busy', { retryable: true, details: { retryAfterMs } }))).toBe(50);
});
