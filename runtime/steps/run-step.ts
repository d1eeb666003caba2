import type { BaseStep } from './base-step.ts';
import { checkOutput } from './check-output.ts';
import { isThenable } from './is-thenable.ts';
import { reportDone, reportFailed } from './report-step.ts';
import { runAttempts } from './run-attempts.ts';
import { RunningStep } from './running-step.ts';
import type { StepContext } from './step-context.ts';
import type { StepRun } from './step-run.ts';
import type { StepsRun } from './steps-run.ts';

/** One step: skipped, or tried until its output is there and fits. Throws what it failed of. */
export async function runStep<C extends StepContext<unknown, unknown>>(state: StepsRun<C>, run: StepRun<C>): Promise<void> {
  const { context, guard, progress, logger, kept } = state;
  const { step } = run;
  const began = performance.now();
  try {
    guard.throwIfStopped();
    guard.openAttempt(undefined, 0);
    context.enterStep(new RunningStep(state, run));
    const skipping = step.canSkip(context);
    let returned: unknown;
    if (mustSkip(step, isThenable(skipping) ? await guard.settle(skipping) : skipping)) run.status = 'skipped';
    else {
      guard.throwIfStopped(); // while it was asked whether to skip
      returned = await runAttempts(state, run);
      if (hasSkippedItself(run)) returned = undefined;
      else {
        run.output = returned;
        if (step.checkOutput !== undefined) run.output = await guard.settle(checkOutput(step, returned));
        if (run.output !== undefined) (context.outputs as Record<string, unknown>)[step.name] = run.output;
        run.status = 'finished';
      }
    }
    run.durationMs = run.attempts > 0 ? performance.now() - began : 0;
    if (kept) await guard.settle(kept.keep(run, run.status === 'skipped' ? 'skipped' : 'finished', returned));
    reportDone(logger, run, run.status === 'skipped' ? progress.skip(step.name) : progress.finish(step.name));
  } catch (cause) {
    run.status = 'failed';
    run.durationMs = performance.now() - began;
    if (run.attempts === 0 || run.reported < run.attempts) reportFailed(logger, run, cause, { durationMs: run.durationMs });
    throw cause;
  } finally {
    context.enterStep(undefined);
  }
}

/** A step that an earlier run has done: it happened, so it is undone like any other when this run fails. */
export function takeOver<C extends StepContext<unknown, unknown>>({ context, undo, progress, logger }: StepsRun<C>, run: StepRun<C>): void {
  const { name } = run.step;
  if (run.attempts > 0) undo.push(run);
  if (run.output !== undefined) (context.outputs as Record<string, unknown>)[name] = run.output;
  reportDone(logger, run, run.wasSkipped ? progress.skip(name) : progress.finish(name));
}

/** A step may also find out while it runs that there is nothing to do: it leaves no output then, but has been started, and is undone like any other. */
function hasSkippedItself<C>(run: StepRun<C>): boolean {
  if (run.result?.skipped !== true) return false;
  if (!run.step.skippable) throw new Error('the step says that it was skipped, but the contract does not call it skippable');
  run.status = 'skipped';
  return true;
}

/** A step that others rely on must not be left out, whatever its class says. */
function mustSkip<C>(step: BaseStep<C>, skip: boolean): boolean {
  if (skip && !step.skippable) throw new Error('canSkip() said yes, but the contract does not call the step skippable');
  return skip;
}
