import { FakeClock, testAction } from 'actionsmith/testing';
import { BaseAction, BaseStep, type StepPolicy, type StepRegistry } from 'actionsmith';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callAfter } from '../../runtime/timing/call-after.ts';
import { withClock } from '../../runtime/timing/clock.ts';

test('limits are reached in the order of their times, and none too early or too late', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }),
    fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
    async (times, advances) => {
      const clock = new FakeClock();
      const reached: number[] = [];
      for (const time of times) withClock(clock, () => callAfter(time, () => reached.push(time)));
      for (const milliseconds of advances) if (clock.limits > 0) await clock.advance(milliseconds);
      const due = advances.length === 0 ? [] : times.filter((time) => time <= clock.now).sort((a, b) => a - b);
      expect([reached, clock.limits]).toEqual([due, times.length - due.length]);
    },
  );
  await fc.assert(property, { numRuns: 50, seed: 5 });
});

test('what was called off is not reached, and Infinity never', async () => {
  const clock = new FakeClock();
  const reached: string[] = [];
  withClock(clock, () => {
    callAfter(5, () => reached.push('called off'))();
    callAfter(Infinity, () => reached.push('never'));
    callAfter(10, () => reached.push('ten'));
  });
  await clock.advance(1_000_000);
  expect([reached, clock.limits]).toEqual([['ten'], 0]);
});

test('who waits for a limit of a run that has none is not kept waiting', async () => {
  const clock = new FakeClock();
  const advanced = clock.advance(1000);
  expect(
    (
      await testAction(
        class extends BaseAction<unknown, number> {
          override execute = (): number => 1;
        },
        {},
        { clock },
      )
    ).result,
  ).toBe(1);
  await advanced;
  expect(clock.now).toBe(1000);
});

class Flaky extends BaseStep {
  readonly name = 'flaky';
  readonly progressWeight = 1;
  override readonly policy: StepPolicy = { retry: { attempts: 3, delayMs: 86_400_000 } };
  #attempt = 0;
  override execute(): number {
    if (++this.#attempt < 3) throw new Error('not yet');
    return this.#attempt;
  }
}

class Patient extends BaseAction {
  override setupSteps(registry: StepRegistry): void {
    registry.register(new Flaky());
  }
}

test('runs beside each other have clocks of their own', async () => {
  const clocks = [new FakeClock(), new FakeClock()];
  const runs = await Promise.all(clocks.map((clock) => testAction(Patient, {}, { clock })));
  expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(clocks.map(({ pauses, now }) => [pauses, now])).toEqual([
    [[86_400_000, 86_400_000], 172_800_000],
    [[86_400_000, 86_400_000], 172_800_000],
  ]);
});
