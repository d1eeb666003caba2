import { ExecutionError } from '../errors/execution-error.ts';
import { isThenable } from './is-thenable.ts';
import { planRetry } from './plan-retry.ts';
import { reportFailed, reportStarted } from './report-step.ts';
import { RunningStep } from './running-step.ts';
import { sleep } from './sleep.ts';
import type { StepContext } from './step-context.ts';
import { isStepResult } from './step-result.ts';
import type { StepRun } from './step-run.ts';
import type { StepsRun } from './steps-run.ts';

/**
 * Tries a step as often as its policy allows, each time under its own limit: its signal aborts on a timeout, and when the run is cancelled. Gives the output,
 * or throws what the last attempt threw.
 */
export async function runAttempts<C extends StepContext<unknown, unknown>>(state: StepsRun<C>, run: StepRun<C>): Promise<unknown> {
  const { context, undo, guard, logger } = state;
  const { step } = run;
  for (let attempt = 1; ; attempt++) {
    run.attempts = attempt;
    undo.push(run); // before it runs: a step that fails half-way has effects too
    const limit = guard.openAttempt(step.policy.timeoutMs, attempt);
    reportStarted(logger, run);
    const began = performance.now();
    try {
      const returning = step.execute(context);
      const returned = isThenable(returning) ? await guard.settle(returning) : returning;
      limit?.disarm();
      if (limit?.timedOut) throw limit.timedOut; // whatever the work made of its signal
      run.attemptDurationsMs.push(performance.now() - began);
      return outputOf(run, returned);
    } catch (error) {
      limit?.disarm();
      if (run.attemptDurationsMs.length < attempt) run.attemptDurationsMs.push(performance.now() - began);
      await prepareRetry(state, run, limit?.timedOut ?? error);
    }
  }
}

function outputOf<C>(run: StepRun<C>, returned: unknown): unknown {
  if (!isStepResult(returned)) return returned;
  run.result = returned;
  if (!returned.success) throw new ExecutionError(returned.error ?? 'the step reported no success and no error');
  return returned.data;
}

/** Resolves when it is time for the next attempt. Throws the error where there is none. */
async function prepareRetry<C extends StepContext<unknown, unknown>>(state: StepsRun<C>, run: StepRun<C>, error: unknown): Promise<void> {
  const { context, undo, guard, logger, random } = state;
  const { step } = run;
  const waitMs = guard.isStopped ? undefined : planRetry(step.policy.retry, run.attempts, error, random);
  if (waitMs === undefined) throw error;
  reportFailed(logger, run, error, { retryInMs: waitMs });
  // What could not be undone is still out there, and another attempt would do it twice: better one failed run than two uploads.
  const mustUndo = step.effects === 'external' && !step.idempotent;
  if (mustUndo && !(await undo.undoLast(state))) throw error;
  await sleep(waitMs, context.ctx.signal);
  if (!mustUndo) return;
  run.result = run.rollback = run.undone = undefined; // of an attempt that is gone
  context.enterStep(new RunningStep(state, run)); // undoing has left it
}
