import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { checkDuration } from '../timing/check-duration.ts';
import type { BaseStep } from './base-step.ts';
import { checkSteps } from './check-steps.ts';
import { explainFailure } from './explain-failure.ts';
import { isThenable } from './is-thenable.ts';
import { KeptSteps } from './kept-steps.ts';
import { ProgressShare } from './progress-share.ts';
import { runStep, takeOver } from './run-step.ts';
import { ATTEMPT_GRACE_MS } from './settle-or-abandon.ts';
import type { StepContext } from './step-context.ts';
import { StepGuard } from './step-guard.ts';
import { StepRun } from './step-run.ts';
import type { StepsReport } from './steps-report.ts';
import type { StepsRun } from './steps-run.ts';
import { UndoStack } from './undo-stack.ts';

export interface RunStepsOptions {
  /** How long an attempt that timed out or was cancelled may take to react before it is abandoned, in milliseconds. */
  readonly graceMs?: number;
  /** Of the contract that the steps belong to: checkpoints of another one are refused. */
  readonly contractHash?: string | undefined;
  /** From 0 to 1, for the jitter of retries. Default: Math.random. */
  readonly random?: () => number;
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
  const { graceMs = ATTEMPT_GRACE_MS, contractHash, random = Math.random } = options;
  checkDuration('graceMs', graceMs);
  checkSteps(steps);
  const leave = occupy(context, steps);
  const guard = new StepGuard(context.ctx.signal, graceMs);
  try {
    const runs = steps.map((step) => new StepRun(step));
    const kept = context.ctx.checkpoints && new KeptSteps<C>(context.ctx.checkpoints, context.ctx);
    await kept?.restore(runs, contractHash);
    const undo = new UndoStack<C>();
    return await runAll(
      { context, logger: context.ctx.logger, guard, undo, progress: new ProgressShare(steps), kept, random },
      runs,
      collect,
    );
  } finally {
    guard.close();
    leave();
  }
}

async function runAll<C extends StepContext<unknown, unknown>, R>(
  state: StepsRun<C>,
  runs: readonly StepRun<C>[],
  collect: (report: StepsReport) => R | Promise<R>,
): Promise<R> {
  const { guard, undo, context } = state;
  const began = performance.now();
  let current: StepRun<C> | undefined;
  try {
    for (current of runs) {
      if (current.status === 'restored') takeOver(state, current);
      else await runStep(state, current);
    }
    current = undefined;
    guard.throwIfStopped(); // while the last step ran, which may not have noticed
    const collected = collect(reportRuns(runs, began, true));
    const result = isThenable(collected) ? await guard.settle(collected) : collected;
    guard.throwIfStopped();
    return result;
  } catch (cause) {
    const stopped = guard.isStopped ? context.ctx.signal : undefined;
    const rollbackErrors = await undo.undoAll(state);
    const aftermath = { rollbackErrors, details: { report: reportRuns(runs, began, false) } };
    throw explainFailure(current, cause, aftermath, stopped);
  }
}

const occupied = new WeakSet<object>();

/** A context shows one step at a time. What an earlier run of these steps left in it is of no concern to this one. */
function occupy<C extends StepContext<unknown, unknown>>(context: C, steps: readonly BaseStep<C>[]): () => void {
  if (occupied.has(context)) {
    throw new ActionsmithError('steps are running on this context already: give each run a context of its own, or wait for the first one', {
      code: 'CONTEXT_IN_USE',
    });
  }
  const outputs = context.outputs as Record<string, unknown>;
  if (Object.keys(outputs).length > 0) for (const { name } of steps) delete outputs[name];
  occupied.add(context);
  return () => void occupied.delete(context);
}

function reportRuns<C>(runs: readonly StepRun<C>[], began: number, success: boolean): StepsReport {
  return {
    success,
    stepsExecuted: runs.filter((run) => run.status === 'finished' || (run.status === 'restored' && !run.wasSkipped)).length,
    stepsTotal: runs.length,
    durationMs: performance.now() - began,
    steps: runs.map((run) => run.report()),
  };
}
