import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runLogged, type StepPlan } from '../support/logged-steps.ts';

const overallOf = async (plans: Readonly<Record<string, StepPlan>>): Promise<number[]> => {
  const { events } = await runLogged(plans);
  return events.flatMap((event) => ('overall' in event && event.overall !== undefined ? [event.overall] : []));
};

test('weights are normalised, whatever they add up to', async () => {
  expect(await overallOf({ a: { weight: 1 }, b: { weight: 3 } })).toEqual([25, 100]);
});

test('a skipped step gives its weight back to the others', async () => {
  expect(await overallOf({ a: { weight: 1 }, b: { weight: 2, skip: () => true }, c: { weight: 1 } })).toEqual([25, 50, 100]);
});

test('steps without any weight count alike', async () => {
  expect(await overallOf({ a: { weight: 0 }, b: { weight: 0 } })).toEqual([50, 100]);
});

test('a second phase of a step does not take back what its first one reported', async () => {
  const phases = await overallOf({
    a: {
      run(context) {
        context.setProgress(1, 1, 'download');
        context.setProgress(1, 4, 'process');
      },
    },
    b: {},
  });
  expect(phases).toEqual([50, 50, 50, 100]);
});

const plan = fc.record({
  weight: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1000, noNaN: true })),
  skipped: fc.boolean(),
  reports: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 4 }),
});

test('overall progress never goes down, stays within 0 and 100, and ends at exactly 100 on success', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 8 }), async (steps) => {
      const plans = steps.map(({ weight, skipped, reports }, index): [string, StepPlan] => [
        `step-${index}`,
        { weight, skip: () => skipped, run: (context) => reports.forEach(([current, total]) => context.setProgress(current, total)) },
      ]);
      const overall = await overallOf(Object.fromEntries(plans));
      expect(overall).toEqual([...overall].sort((a, b) => a - b));
      expect(overall.every((value) => value >= 0 && value <= 100)).toBe(true);
      expect(overall.at(-1)).toBe(100);
    }),
  );
});
