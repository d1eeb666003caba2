import { RunTimedOut } from '../errors/run-timed-out.ts';
import { messageOf } from '../errors/message-of.ts';
import { callAfter } from '../timing/call-after.ts';
import { planRetry } from './plan-retry.ts';
import { reportUndone } from './report-step.ts';
import { settleOrAbandon } from './settle-or-abandon.ts';
import { sleep } from './sleep.ts';
import type { StepContext } from './step-context.ts';
import type { StepRun } from './step-run.ts';
import type { StepsRun } from './steps-run.ts';

/** Undoing must end, or a stuck rollback would hide the failure that caused it. */
const DEFAULT_ROLLBACK_TIMEOUT_MS = 60_000;
const NEVER = new AbortController().signal;

/** The steps that were started and not undone, in the order in which they began. */
export class UndoStack<C extends StepContext<unknown, unknown>> {
  readonly #runs: StepRun<C>[] = [];
  readonly #errors: Error[] = [];

  /** Steps run one after another: one that is tried again is the last one, or has just been undone. */
  push(run: StepRun<C>): void {
    if (this.#runs.at(-1) !== run) this.#runs.push(run);
  }

  /** Undoes the last started step, so that it can be tried again. False where that failed; `undoAll` then gives the error. */
  async undoLast(state: StepsRun<C>): Promise<boolean> {
    const run = this.#runs.pop();
    return run === undefined || this.#undo(run, state);
  }

  /** Undoes every step, last first, whatever happens on the way. Gives all errors of steps that could not be undone. */
  async undoAll(state: StepsRun<C>): Promise<readonly Error[]> {
    for (let run = this.#runs.pop(); run !== undefined; run = this.#runs.pop()) await this.#undo(run, state);
    return this.#errors;
  }

  /** A step without a rollback leaves nothing to undo, and is not reported as undone. */
  async #undo(run: StepRun<C>, state: StepsRun<C>): Promise<boolean> {
    if (run.step.rollback === undefined) return true;
    await state.kept?.forget(run).catch((error: unknown) => this.#add(error)); // it is undone all the same
    const began = performance.now();
    try {
      run.undone = await undoPatiently(run, state);
      run.rollback = 'done';
      reportUndone(state.logger, run, performance.now() - began);
      return true;
    } catch (error) {
      run.rollback = 'failed';
      this.#add(error);
      reportUndone(state.logger, run, performance.now() - began, { error });
      return false;
    }
  }

  #add(error: unknown): void {
    this.#errors.push(error instanceof Error ? error : new Error(messageOf(error)));
  }
}

/** As often as the step's policy allows. No cancellation cuts the waits: the run has ended already, and this is what is left to do. */
async function undoPatiently<C extends StepContext<unknown, unknown>>(run: StepRun<C>, state: StepsRun<C>): Promise<unknown> {
  const { name, policy } = run.step;
  for (let attempt = 1; ; attempt++) {
    try {
      return await undoOnce(run, state);
    } catch (error) {
      const waitMs = planRetry(policy.rollbackRetry, attempt, error, state.random);
      if (waitMs === undefined) throw error;
      state.logger.forStep(name).logDevEvent(`attempt ${attempt} to undo the step failed: ${messageOf(error)}`, { retryInMs: waitMs });
      await sleep(waitMs, NEVER);
    }
  }
}

/** Under a fresh signal: the run's own has often aborted already, and undoing has to happen all the same. */
async function undoOnce<C extends StepContext<unknown, unknown>>(run: StepRun<C>, { context, logger }: StepsRun<C>): Promise<unknown> {
  const { step, output, result } = run;
  const limit = step.policy.rollbackTimeoutMs ?? DEFAULT_ROLLBACK_TIMEOUT_MS;
  const controller = new AbortController();
  const callOff = callAfter(limit, () => {
    controller.abort(new RunTimedOut(`rollback of step ${JSON.stringify(step.name)} took longer than ${limit} ms`));
  });
  context.enterStep({ step: step.name, logger: logger.forStep(step.name), signal: controller.signal, shareProgress: () => run.overall });
  try {
    return await settleOrAbandon(() => step.rollback?.(context, output, result), controller.signal, 0);
  } finally {
    callOff();
    context.enterStep(undefined);
  }
}
