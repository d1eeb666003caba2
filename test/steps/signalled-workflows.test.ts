import type { RunEvent, StepsReport } from 'actionsmith';
import * as fc from 'fast-check';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { useBundledScript } from '../support/bundle-script.ts';
import { judgeRun } from './random/judge-run.ts';
import type { ChildLine } from './random/child.ts';
import { workflowPlan, type WorkflowPlan } from './random/workflow-plan.ts';

const RUNS = Number(process.env['SIGNAL_RUNS'] ?? 6); // npm run test:long asks for more
const SEED = Number(process.env['SEED'] ?? 1);
/** Whoever has said nothing for so long waits for ever. */
const SILENCE_MS = 1_500;

const script = useBundledScript('steps/random/child.ts');

interface Interruption {
  /** What ends the run from outside, when the child has recorded so many lines. */
  readonly signal: 'SIGINT' | 'SIGTERM';
  readonly atLine: number;
  /** An error in a callback, which no `try` sees, at another line. */
  readonly throwAtLine: number | null;
}

const interruption: fc.Arbitrary<Interruption> = fc.record({
  signal: fc.constantFrom('SIGINT', 'SIGTERM'),
  atLine: fc.integer({ min: 1, max: 12 }),
  throwAtLine: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 5 }),
});

test('wherever a signal or a stray error hits a process, what was started is undone once and in reverse, and the exit code tells', async () => {
  await fc.assert(
    fc.asyncProperty(workflowPlan, interruption, async (plan, how) => {
      const { run, code, ends, error } = await runChild(plan, how);
      expect(judgeRun(plan, run)).toEqual([]);
      const strayedLate = run.succeeded && how.throwAtLine !== null && ends === 2; // after its result, which it says as well
      // Node leaves a signal to the system once it winds up: what the run ended with has been said by then.
      if (code === null) expect(ends).toBe(1);
      else expect([ends, code]).toEqual(strayedLate ? [2, 1] : [1, run.succeeded ? 0 : 1]);
      if (!run.succeeded) expect(['StepError', 'RunCancelled', 'ExecutionError']).toContain(error?.name);
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});

async function runChild(plan: WorkflowPlan, { signal, atLine, throwAtLine }: Interruption) {
  const child = spawn(process.execPath, [script.file, JSON.stringify({ ...plan, throwAtLine })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines: string[] = [];
  const events: RunEvent[] = [];
  const ends: Extract<ChildLine, { end: unknown }>['end'][] = [];
  let isSignalled = false;
  const interrupt = (): void => {
    if (!isSignalled) child.kill(signal); // a second one would end it at once
    isSignalled = true;
  };
  let silence = setTimeout(interrupt, SILENCE_MS);
  for await (const text of createInterface({ input: child.stdout })) {
    const told = JSON.parse(text) as ChildLine;
    if ('line' in told) lines.push(told.line);
    else if ('event' in told) events.push(told.event as RunEvent);
    else ends.push(told.end);
    clearTimeout(silence);
    silence = setTimeout(interrupt, SILENCE_MS);
    if (lines.length === atLine) interrupt();
  }
  clearTimeout(silence);
  const code = await closed;
  const [end] = ends;
  const error = end?.error as { readonly name: string } | undefined;
  const report: StepsReport | undefined = end?.report;
  const run = { lines, events, succeeded: error === undefined, report, rollbackErrors: end?.rollbackErrors ?? 0, restored: [] };
  return { run, code, ends: ends.length, error };
}
