import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail, runLogged, type StepPlan } from '../support/logged-steps.ts';

const behaviours = fc.constantFrom('works', 'skips', 'throws', 'throws in canSkip', 'gives a bad output');
const undoing = fc.constantFrom('works', 'throws');

test('of any workflow, what was started is undone exactly once and in reverse when it fails, and never when it succeeds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(behaviours, undoing), { maxLength: 8 }), async (steps) => {
      const plans = steps.map(([behaviour, undo], index): [string, StepPlan] => [
        `s${index}`,
        {
          skip: () => (behaviour === 'throws in canSkip' ? fail() : behaviour === 'skips'),
          run: () => (behaviour === 'throws' ? fail() : 'done'),
          undo: () => (undo === 'throws' ? fail('cannot undo') : undefined),
          ...(behaviour === 'gives a bad output' && { output: refusing }),
        },
      ]);
      const { lines, error } = await runLogged(Object.fromEntries(plans));
      const started = lines.flatMap((line) => (line.startsWith('run ') ? [line.slice(4)] : []));
      const undone = lines.flatMap((line) => (line.startsWith('undo ') ? [line.slice(5)] : []));
      expect(undone).toEqual(error === undefined ? [] : started.toReversed());
      expect(error === undefined).toBe(steps.every(([behaviour]) => behaviour === 'works' || behaviour === 'skips'));
    }),
  );
});

const refusing = { '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'is never right' }] }) } } as const;
