import { isActionsmithError, isStepError } from 'actionsmith';
import * as fc from 'fast-check';
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MemoryCheckpoints } from '../support/memory-checkpoints.ts';
import { expectOutcome } from './random/expect-outcome.ts';
import { judgeRun } from './random/judge-run.ts';
import { runPlan } from './random/run-plan.ts';
import { heal, workflowPlan, type WorkflowPlan } from './random/workflow-plan.ts';

const RUNS = Number(process.env['STEP_RUNS'] ?? 300); // npm run test:long asks for more
const SEED = Number(process.env['SEED'] ?? 1);
/** Longer than anything in a plan takes: whoever still waits then waits for ever, and is cancelled. */
const FOR_EVER_MS = 600_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {}); // of sinks that are broken on purpose
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('whatever a workflow does and wherever it fails, what was started is undone once and in reverse, and nothing is left behind', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(workflowPlan, fc.double({ min: 0, max: 0.999, noNaN: true }), async (plan, random) => {
      const checkpoints = plan.store === 'none' ? undefined : storeOf(plan);
      const run = await finish(plan, checkpoints, random);
      expect(judgeRun(plan, run)).toEqual([]);
      const expected = expectOutcome(plan);
      const happened = run.succeeded ? 'succeeds' : isStepError(run.error) || !isCancelled(run.error) ? 'fails' : 'hangs';
      if (!run.faulted) expect(happened).toBe(expected);
      seen.add(`${happened} ${run.faulted ? plan.fault?.kind : ''}`);
      if (plan.store === 'works' && checkpoints) await judgeResume(plan, checkpoints, run.lines);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  // The plans reach every ending.
  expect([...seen]).toEqual(
    expect.arrayContaining(['fails ', 'fails cancel', 'fails fails elsewhere', 'hangs ', 'hangs cancel', 'succeeds ']),
  );
});

/** Another run of the same steps, where nothing fails, ends like one that never failed, and does nothing twice that was not undone. */
async function judgeResume(plan: WorkflowPlan, checkpoints: MemoryCheckpoints, lines: readonly string[]): Promise<void> {
  const kept = checkpoints.steps;
  const last = (word: string, name: string): number => lines.findLastIndex((line) => line.startsWith(`${word} ${name} `));
  for (const name of kept.filter((name) => last('run', name) >= 0)) expect(last('undo', name)).toBeLessThan(last('run', name));
  const healed = heal(plan);
  const whole = await finish(healed, undefined, 0.5);
  const resumed = await finish(healed, checkpoints, 0.5);
  expect(resumed.result).toEqual(whole.result);
  const names = plan.steps.map(({ name }) => name);
  const prefix = kept.filter((name, index) => names.indexOf(name) === index && kept.slice(0, index).every((one, at) => one === names[at]));
  expect(resumed.report?.steps.flatMap(({ name, status }) => (status === 'restored' ? [name] : []))).toEqual(prefix);
}

async function finish(plan: WorkflowPlan, checkpoints: MemoryCheckpoints | undefined, random: number) {
  const running = runPlan(plan, checkpoints, () => random);
  const giveUp = setTimeout(running.cancel, FOR_EVER_MS);
  void running.finished.then(() => clearTimeout(giveUp));
  await vi.runAllTimersAsync();
  const run = await running.finished;
  expect([vi.getTimerCount(), getEventListeners(running.signal, 'abort').length, running.context.currentStep]).toEqual([0, 0, undefined]);
  return { ...run, faulted: plan.fault !== null && run.lines.length >= plan.fault.atLine };
}

function storeOf({ store }: WorkflowPlan): MemoryCheckpoints {
  const checkpoints = new MemoryCheckpoints();
  if (store === 'save throws') checkpoints.save = () => Promise.reject(new Error('the disk is full'));
  if (store === 'forget throws') checkpoints.forget = () => Promise.reject(new Error('the disk is read-only'));
  return checkpoints;
}

function isCancelled(error: unknown): boolean {
  return isActionsmithError(error) && error.name === 'RunCancelled';
}
