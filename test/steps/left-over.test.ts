import { expect, test } from 'vitest';
import { fail, runLogged } from '../support/logged-steps.ts';

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

const late = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** With the real clock, so that nothing stands between the engine and the process. */
test('however a run ends, no timer of it keeps the process', async () => {
  const before = timers();
  const limits = { timeoutMs: 60_000, retry: { attempts: 2, delayMs: 1 }, rollbackTimeoutMs: 60_000 };
  expect((await runLogged({ a: { policy: limits, run: late }, b: { policy: limits, skip: () => true } })).report?.success).toBe(true);
  expect(timers()).toBe(before);
  expect((await runLogged({ a: { policy: limits, run: late, undo: late }, b: { policy: limits, run: () => fail() } })).error).toBeDefined();
  expect(timers()).toBe(before);
  const controller = new AbortController();
  const hanging = { policy: limits, run: () => (setTimeout(() => controller.abort(), 1), new Promise(() => {})) };
  expect((await runLogged({ a: hanging }, { signal: controller.signal, graceMs: 1 })).error).toMatchObject({ code: 'RUN_CANCELLED' });
  expect(timers()).toBe(before);
});
