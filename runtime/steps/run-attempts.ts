import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { RunTimedOut } from '../errors/run-timed-out.ts';
import { serializeError } from '../errors/serialize-error.ts';
import { isValidationError } from '../errors/validation-error.ts';
import type { Logger } from '../logging/logger.ts';
import { callAfter } from '../timing/call-after.ts';
import type { StepContext } from './step-context.ts';
import type { StepRun } from './step-run.ts';
import { settleOrGiveUp } from './settle-or-abandon.ts';
import { sleep } from './sleep.ts';
import { isStepResult } from './step-result.ts';
import type { UndoStack } from './undo-stack.ts';

export interface AttemptOptions<C extends StepContext<unknown, unknown>> {
  readonly run: StepRun<C>;
  readonly context: C;
  readonly undo: UndoStack<C>;
  readonly logger: Logger;
  readonly graceMs: number;
  readonly shareProgress: (fraction: number) => number;
}

/** Tries a step as often as its policy allows. Gives its output, or throws what the last attempt threw. */
export async function runAttempts<C extends StepContext<unknown, unknown>>(options: AttemptOptions<C>): Promise<unknown> {
  const { run, context, undo } = options;
  const { attempts = 1, delayMs = 0, factor = 1 } = run.step.policy.retry ?? {};
  for (let attempt = 1; ; attempt++) {
    run.attempts = attempt;
    undo.push(run); // before it runs: a step that fails half-way has effects too
    try {
      return await runAttempt(options);
    } catch (error) {
      const { signal } = context.ctx;
      if (attempt >= attempts || signal.aborted || !mayHelpToRetry(error)) throw error;
      reportFailedAttempt(options, error);
      if (run.step.effects === 'external' && !run.step.idempotent) {
        // What could not be undone is still out there, and another attempt would do it twice: better one failed run than two uploads.
        if (!(await undo.undoLast(context))) throw error;
      }
      await sleep(delayMs * factor ** (attempt - 1), signal);
    }
  }
}

/** One attempt under its own limit. Its signal aborts on a timeout, and when the run is cancelled. */
async function runAttempt<C extends StepContext<unknown, unknown>>(options: AttemptOptions<C>): Promise<unknown> {
  const { run, context, logger, graceMs, shareProgress } = options;
  const { step } = run;
  const limit = armLimit(context.ctx.signal, step.policy.timeoutMs, run.attempts);
  context.enterStep({ step: step.name, logger, signal: limit.signal, shareProgress });
  logger.write({ type: 'step', time: Date.now(), step: step.name, status: 'started', attempt: run.attempts });
  try {
    const returned = await settleOrGiveUp(() => step.execute(context), limit.signal, graceMs);
    limit.refuseLate();
    if (!isStepResult(returned)) return returned;
    if (!returned.success) throw new ExecutionError(returned.error ?? 'the step reported no success and no error');
    run.result = returned;
    return returned.data;
  } catch (error) {
    throw limit.explain(error);
  } finally {
    limit.disarm();
  }
}

interface Limit {
  readonly signal: AbortSignal;
  /** What the attempt threw; a timeout is named as such, whatever the work threw when its signal aborted. */
  explain(error: unknown): unknown;
  /** Throws where the time was up before the work was done. */
  refuseLate(): void;
  disarm(): void;
}

/** Armed only where a limit is declared: a step without one costs no controller, listener or timer. */
function armLimit(parent: AbortSignal, timeoutMs: number | undefined, attempt: number): Limit {
  if (timeoutMs === undefined || timeoutMs === Infinity) return { signal: parent, explain: (error) => error, refuseLate() {}, disarm() {} };
  const controller = new AbortController();
  const timedOut = new RunTimedOut(`attempt ${attempt} took longer than ${timeoutMs} ms`, { code: 'STEP_TIMED_OUT' });
  const onParentAbort = (): void => controller.abort(parent.reason);
  const callOff = callAfter(timeoutMs, () => controller.abort(timedOut));
  if (parent.aborted) onParentAbort();
  else parent.addEventListener('abort', onParentAbort, { once: true });
  return {
    signal: controller.signal,
    explain: (error) => (controller.signal.reason === timedOut ? timedOut : error),
    refuseLate() {
      if (controller.signal.reason === timedOut) throw timedOut;
    },
    disarm() {
      callOff();
      parent.removeEventListener('abort', onParentAbort);
    },
  };
}

/** The same input is as wrong the second time, and a stub is as empty. */
function mayHelpToRetry(error: unknown): boolean {
  return !isValidationError(error) && !(isActionsmithError(error) && error.code === 'STUB_NOT_FILLED');
}

function reportFailedAttempt<C extends StepContext<unknown, unknown>>({ run, logger }: AttemptOptions<C>, error: unknown): void {
  run.reported = run.attempts;
  logger.write({
    type: 'step',
    time: Date.now(),
    step: run.step.name,
    status: 'failed',
    attempt: run.attempts,
    error: serializeError(error),
  });
}
