import { serializeError } from '../errors/serialize-error.ts';
import { checkDuration } from '../timing/check-duration.ts';
import type { BaseStep } from './base-step.ts';
import { checkOutput } from './check-output.ts';
import { checkSteps } from './check-steps.ts';
import { explainFailure } from './explain-failure.ts';
import { KeptSteps } from './kept-steps.ts';
import { ProgressShare } from './progress-share.ts';
import { type AttemptOptions, runAttempts } from './run-attempts.ts';
import { ATTEMPT_GRACE_MS, settleOrGiveUp } from './settle-or-abandon.ts';
import type { StepContext } from './step-context.ts';
import { createStepRun, reportStepRun, type StepRun } from './step-run.ts';
import type { StepsReport } from './steps-report.ts';
import { UndoStack } from './undo-stack.ts';

export interface RunStepsOptions {
  /** How long an attempt that timed out or was cancelled may take to react before it is abandoned, in milliseconds. */
  readonly graceMs?: number;
  /** Of the contract that the steps belong to: checkpoints of another one are refused. */
  readonly contractHash?: string | undefined;
}

/**
 * Runs the steps in order. Whatever goes wrong, in a hook, an attempt or an output, every step that was started is undone, last first.
 * With checkpoints in the context, what an earlier run finished is not done again. Throws StepError, RunCancelled where the run's signal aborted,
 * ExecutionError where it aborted with one, or CHECKPOINTS_MISMATCH before anything has happened.
 */
export function runSteps<C extends StepContext<unknown, unknown>>(
  steps: readonly BaseStep<C>[],
  context: C,
  options: RunStepsOptions = {},
): Promise<StepsReport> {
  return runAndCollect(steps, context, (report) => report, options);
}

/** The same, and makes a result of the report. Where that fails, the steps are undone too: a run that failed leaves nothing behind. */
export async function runAndCollect<C extends StepContext<unknown, unknown>, R>(
  steps: readonly BaseStep<C>[],
  context: C,
  collect: (report: StepsReport) => R | Promise<R>,
  options: RunStepsOptions = {},
): Promise<R> {
  const { graceMs = ATTEMPT_GRACE_MS } = options;
  checkDuration('graceMs', graceMs);
  checkSteps(steps);
  const { signal } = context.ctx;
  const began = performance.now();
  const runs = steps.map((step) => createStepRun(step));
  const kept = context.ctx.checkpoints && new KeptSteps<C>(context.ctx.checkpoints, context.ctx);
  await kept?.restore(runs, options.contractHash);
  const undo = new UndoStack<C>(kept);
  const progress = new ProgressShare(steps);
  let current: StepRun<C> | undefined;
  try {
    for (current of runs) {
      if (current.status === 'restored') takeOver(current, context, undo, progress);
      else await runStep(current, context, undo, progress, graceMs, kept);
    }
    current = undefined;
    signal.throwIfAborted(); // while the last step ran, which may not have noticed
    const result = await settleOrGiveUp(() => collect(reportRuns(runs, began, true)), signal, graceMs);
    signal.throwIfAborted();
    return result;
  } catch (cause) {
    const rollbackErrors = await undo.undoAll(context);
    throw explainFailure(current, cause, { rollbackErrors, details: { report: reportRuns(runs, began, false) } }, signal);
  }
}

async function runStep<C extends StepContext<unknown, unknown>>(
  run: StepRun<C>,
  context: C,
  undo: UndoStack<C>,
  progress: ProgressShare,
  graceMs: number,
  kept: KeptSteps<C> | undefined,
): Promise<void> {
  const { step } = run;
  const { signal } = context.ctx;
  const began = performance.now();
  const logger = context.ctx.logger.forStep(step.name);
  const shareProgress = (fraction: number): number => (run.overall = progress.within(step.name, fraction));
  try {
    signal.throwIfAborted();
    context.enterStep({ step: step.name, logger, signal, shareProgress });
    let output: unknown;
    if (!(await decideSkip(step, context))) output = await execute({ run, context, undo, logger, graceMs, shareProgress });
    else run.status = 'skipped';
    if (run.attempts > 0) run.durationMs = performance.now() - began;
    if (kept) await settleOrGiveUp(() => kept.keep(run, run.status === 'skipped' ? 'skipped' : 'finished', output), signal, graceMs);
    const overall = run.status === 'skipped' ? progress.skip(step.name) : progress.finish(step.name);
    reportStep(run, context, { overall, ...(run.attempts > 0 && { durationMs: run.durationMs }) });
  } catch (cause) {
    run.status = 'failed';
    run.durationMs = performance.now() - began;
    if (run.attempts === 0 || run.reported < run.attempts) reportStep(run, context, { error: serializeError(cause) });
    throw cause;
  } finally {
    context.enterStep(undefined);
  }
}

/** A step that an earlier run has done: it happened, so it is undone like any other when this run fails. */
function takeOver<C extends StepContext<unknown, unknown>>(run: StepRun<C>, context: C, undo: UndoStack<C>, progress: ProgressShare): void {
  const { name } = run.step;
  if (run.attempts > 0) undo.push(run);
  if (run.output !== undefined) (context.outputs as Record<string, unknown>)[name] = run.output;
  reportStep(run, context, { overall: run.wasSkipped ? progress.skip(name) : progress.finish(name) });
}

/** Gives the output as the step gave it. A step may also find out while it runs that there is nothing to do: it leaves no output then, but has been started, and is undone like any other. */
async function execute<C extends StepContext<unknown, unknown>>(options: AttemptOptions<C>): Promise<unknown> {
  const { run, context } = options;
  const { step } = run;
  const returned = await runAttempts(options);
  if (run.result?.skipped) {
    if (!step.skippable) throw new Error('the step says that it was skipped, but the contract does not call it skippable');
    run.status = 'skipped';
    return undefined;
  }
  run.output = returned;
  run.output = await checkOutput(step, returned);
  if (run.output !== undefined) (context.outputs as Record<string, unknown>)[step.name] = run.output;
  run.status = 'finished';
  return returned;
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
    stepsExecuted: runs.filter((run) => run.status === 'finished' || (run.status === 'restored' && !run.wasSkipped)).length,
    stepsTotal: runs.length,
    durationMs: performance.now() - began,
    steps: runs.map((run) => reportStepRun(run)),
  };
}
