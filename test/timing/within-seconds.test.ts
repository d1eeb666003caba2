import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callAfter } from '../../runtime/timing/call-after.ts';
import { withinSeconds } from '../../runtime/timing/within-seconds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DAY_MS = 86_400_000;

test('a time longer than a timer can count is waited for, and can be called off', () => {
  const called: string[] = [];
  callAfter(60 * DAY_MS, () => called.push('after 60 days'));
  const callOff = callAfter(30 * DAY_MS, () => called.push('called off'));
  vi.advanceTimersByTime(26 * DAY_MS);
  callOff();
  vi.advanceTimersByTime(34 * DAY_MS - 1);
  expect(called).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(called).toEqual(['after 60 days']);
  expect(vi.getTimerCount()).toBe(0);
});

test('Infinity is never, and no timer', () => {
  callAfter(Infinity, () => expect.unreachable('it was called'));
  expect(vi.getTimerCount()).toBe(0);
});

test('work that takes longer is let go with the message, and its signal aborts', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const work = withinSeconds(3_000_000, 'too long', (signal) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  const failure = expect(work).rejects.toMatchObject({ name: 'RunTimedOut', message: 'too long' });
  await vi.advanceTimersByTimeAsync(2_999_999_999);
  expect(signals[0]?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await failure;
  expect(signals[0]?.aborted).toBe(true);
});

test('work that is done in time, or has no limit, leaves no timer', async () => {
  expect(await withinSeconds(1, 'late', async () => 'done')).toBe('done');
  expect(await withinSeconds(Infinity, 'late', async (signal) => signal)).toBeUndefined();
  expect(await withinSeconds(undefined, 'late', async (signal) => signal)).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test.each([NaN, -1])('%d is no time', async (seconds) => {
  await expect(withinSeconds(seconds, 'late', async () => 'done')).rejects.toMatchObject({
    code: 'BAD_DURATION',
    message: `timeoutSeconds must be a number of at least 0, or Infinity (got ${seconds})`,
  });
});
