import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { RunCancelled } from '../errors/run-cancelled.ts';
import { serializeError } from '../errors/serialize-error.ts';
import { StepError } from '../errors/step-error.ts';
import type { BaseStep } from './base-step.ts';
import { checkOutput } from './check-output.ts';
import { checkSteps } from './check-steps.ts';
import { ProgressShare } from './progress-share.ts';
import { runAttempts } from './run-attempts.ts';
import { DEFAULT_GRACE_MS } from './settle-or-abandon.ts';
import type { StepContext } from './step-context.ts';
import { createStepRun, reportStepRun, type StepRun } from './step-run.ts';
import type { StepsReport } from './steps-report.ts';
import { UndoStack } from './undo-stack.ts';

export interface RunStepsOptions {
  /** How long an attempt that timed out or was cancelled may take to react before it is abandoned, in milliseconds. */
  readonly graceMs?: number;
}

/**
 * Runs the steps in order. Whatever goes wrong, in a hook, an attempt or an output, every step that was started is undone, last first.
 * Throws StepError, or RunCancelled where the run's signal aborted.
 */
export async function runSteps<C extends StepContext<unknown, unknown>>(
  steps: readonly BaseStep<C>[],
  context: C,
  options: RunStepsOptions = {},
): Promise<StepsReport> {
  checkSteps(steps);
  const began = performance.now();
  const runs = steps.map((step) => createStepRun(step));
  const undo = new UndoStack<C>();
  const progress = new ProgressShare(steps);
  for (const run of runs) {
    const stepBegan = performance.now();
    try {
      await runStep(run, context, undo, progress, options.graceMs ?? DEFAULT_GRACE_MS);
    } catch (cause) {
      run.status = 'failed';
      run.durationMs = performance.now() - stepBegan;
      reportStep(run, context, { error: serializeError(cause) });
      const rollbackErrors = await undo.undoAll(context);
      throw explainFailure(run, cause, rollbackErrors, reportRuns(runs, began, false), context.ctx.signal);
    } finally {
      context.enterStep(undefined);
    }
  }
  return reportRuns(runs, began, true);
}

async function runStep<C extends StepContext<unknown, unknown>>(
  run: StepRun<C>,
  context: C,
  undo: UndoStack<C>,
  progress: ProgressShare,
  graceMs: number,
): Promise<void> {
  const { step } = run;
  const { signal } = context.ctx;
  const began = performance.now();
  const logger = context.ctx.logger.forStep(step.name);
  const shareProgress = (fraction: number): number => (run.overall = progress.within(step.name, fraction));
  signal.throwIfAborted();
  context.enterStep({ step: step.name, logger, signal, shareProgress });
  if (await decideSkip(step, context)) {
    run.status = 'skipped';
    return reportStep(run, context, { overall: progress.skip(step.name) });
  }
  const returned = await runAttempts({ run, context, undo, logger, graceMs, shareProgress });
  run.output = returned;
  run.output = await checkOutput(step, returned);
  if (run.output !== undefined) (context.outputs as Record<string, unknown>)[step.name] = run.output;
  run.status = 'finished';
  run.durationMs = performance.now() - began;
  reportStep(run, context, { overall: progress.finish(step.name), durationMs: run.durationMs });
}

/** A step that others rely on must not be left out, whatever its class says. */
async function decideSkip<C>(step: BaseStep<C>, context: C): Promise<boolean> {
  const skip = await step.canSkip(context);
  if (skip && !step.skippable) throw new Error('canSkip() said yes, but the contract does not call the step skippable');
  return skip;
}

function reportStep<C extends StepContext<unknown, unknown>>(
  { step, status, attempts }: StepRun<C>,
  context: C,
  more: { overall?: number; durationMs?: number; error?: ReturnType<typeof serializeError> },
): void {
  if (status === 'pending') return;
  context.ctx.logger.write({
    type: 'step',
    time: Date.now(),
    step: step.name,
    status,
    ...(attempts > 0 && { attempt: attempts }),
    ...more,
  });
}

function reportRuns<C>(runs: readonly StepRun<C>[], began: number, success: boolean): StepsReport {
  return {
    success,
    stepsExecuted: runs.filter((run) => run.status === 'finished').length,
    stepsTotal: runs.length,
    durationMs: performance.now() - began,
    steps: runs.map((run) => reportStepRun(run)),
  };
}

function explainFailure<C>(
  run: StepRun<C>,
  cause: unknown,
  rollbackErrors: readonly Error[],
  report: StepsReport,
  signal: AbortSignal,
): Error {
  const { name } = run.step;
  const details = { report };
  if (signal.aborted)
    return new RunCancelled(`the run was cancelled in step ${JSON.stringify(name)}`, { cause, details: { step: name, ...details } });
  const message = cause instanceof Error ? cause.message : String(cause);
  return new StepError(`step ${JSON.stringify(name)} failed: ${message}`, {
    step: name,
    attempt: run.attempts,
    ...(isActionsmithError(cause) && STEP_CODES.has(cause.code) && { code: cause.code }),
    cause,
    rollbackErrors,
    details,
  });
}

/** Codes that say more than STEP_FAILED. */
const STEP_CODES: ReadonlySet<string> = new Set(['STEP_TIMED_OUT', 'STEP_OUTPUT_INVALID', 'STUB_NOT_FILLED']);
