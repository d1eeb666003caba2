import { RunTimedOut } from '../errors/run-timed-out.ts';
import { serializeError } from '../errors/serialize-error.ts';
import { callAfter } from '../timing/call-after.ts';
import type { KeptSteps } from './kept-steps.ts';
import type { StepContext } from './step-context.ts';
import type { StepRun } from './step-run.ts';
import { settleOrAbandon } from './settle-or-abandon.ts';

/** Undoing must end, or a stuck rollback would hide the failure that caused it. */
const DEFAULT_ROLLBACK_TIMEOUT_MS = 60_000;

/** The steps that were started and not undone, in the order in which they began. */
export class UndoStack<C extends StepContext<unknown, unknown>> {
  readonly #runs: StepRun<C>[] = [];
  readonly #errors: Error[] = [];
  readonly #kept: KeptSteps<C> | undefined;

  constructor(kept?: KeptSteps<C>) {
    this.#kept = kept;
  }

  push(run: StepRun<C>): void {
    if (!this.#runs.includes(run)) this.#runs.push(run);
  }

  /** Undoes the last started step, so that it can be tried again. False where that failed; `undoAll` then gives the error. */
  async undoLast(context: C): Promise<boolean> {
    const run = this.#runs.pop();
    return run === undefined || this.#undo(run, context);
  }

  /** Undoes every step, last first, whatever happens on the way. Gives all errors of steps that could not be undone. */
  async undoAll(context: C): Promise<readonly Error[]> {
    for (let run = this.#runs.pop(); run !== undefined; run = this.#runs.pop()) await this.#undo(run, context);
    return this.#errors;
  }

  /** A step without a rollback leaves nothing to undo, and is not reported as undone. */
  async #undo(run: StepRun<C>, context: C): Promise<boolean> {
    if (run.step.rollback === undefined) return true;
    await this.#kept?.forget(run).catch((error: unknown) => this.#add(error)); // then it is undone all the same
    try {
      await undo(run, context);
      run.rollback = 'done';
      return true;
    } catch (error) {
      run.rollback = 'failed';
      this.#add(error);
      return false;
    }
  }

  #add(error: unknown): void {
    this.#errors.push(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Under a fresh signal: the run's own has often aborted already, and undoing has to happen all the same. */
async function undo<C extends StepContext<unknown, unknown>>(run: StepRun<C>, context: C): Promise<void> {
  const { step, output, result } = run;
  const logger = context.ctx.logger;
  const began = performance.now();
  const limit = step.policy.rollbackTimeoutMs ?? DEFAULT_ROLLBACK_TIMEOUT_MS;
  const controller = new AbortController();
  const tooLong = new RunTimedOut(`rollback of step ${JSON.stringify(step.name)} took longer than ${limit} ms`);
  const callOff = callAfter(limit, () => controller.abort(tooLong));
  context.enterStep({ step: step.name, logger: logger.forStep(step.name), signal: controller.signal, shareProgress: () => run.overall });
  const report = (error?: unknown): void =>
    logger.write({
      type: 'step',
      time: Date.now(),
      step: step.name,
      status: 'undone',
      durationMs: performance.now() - began,
      ...(error !== undefined && { error: serializeError(error) }),
    });
  try {
    await settleOrAbandon(() => step.rollback?.(context, output, result), controller.signal, 0);
    report();
  } catch (error) {
    report(error);
    throw error;
  } finally {
    callOff();
    context.enterStep(undefined);
  }
}
