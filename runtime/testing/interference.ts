import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { BaseStep } from '../steps/base-step.ts';
import type { StepContext } from '../steps/step-context.ts';
import { suggest } from '../validation/suggest.ts';
import type { FakeClock } from './fake-clock.ts';

/** How a step fails in a test. */
export interface StepFailure {
  readonly step: string;
  /** Default: an error that says so. */
  readonly error?: unknown;
  /** Let the step do its work first, so that there is something to undo. */
  readonly after?: boolean;
  /** Only the first so many attempts; default: every one. */
  readonly attempts?: number;
}

/** What goes wrong in a test, at a step by its name. */
export interface Interference {
  /** The step throws instead of doing its work. */
  readonly failAt?: string | StepFailure | undefined;
  /** The step hangs until its timeout is over, which it is at once. */
  readonly timeOutAt?: string | undefined;
  /** The run is cancelled as the step begins. */
  readonly cancelAt?: string | undefined;
}

type AnyStep = BaseStep<StepContext<unknown, unknown>>;

/** Makes steps go wrong. Gives the function that makes them as they were: an author may keep steps for longer than a run. */
export function interfere(
  steps: readonly AnyStep[],
  { failAt, timeOutAt, cancelAt }: Interference,
  { clock, cancel }: { readonly clock: FakeClock; readonly cancel: () => void },
): () => void {
  const undo: (() => void)[] = [];
  const patch = (name: string, wrap: (execute: AnyStep['execute']) => AnyStep['execute']): void => {
    const step = findStep(steps, name);
    const own = Object.getOwnPropertyDescriptor(step, 'execute');
    Object.defineProperty(step, 'execute', { value: wrap(step.execute.bind(step)), configurable: true, writable: true });
    undo.unshift(() => void (own ? Object.defineProperty(step, 'execute', own) : Reflect.deleteProperty(step, 'execute')));
  };
  if (failAt !== undefined) {
    const failure = typeof failAt === 'string' ? { step: failAt } : failAt;
    patch(failure.step, (execute) => failing(failure, execute));
  }
  if (timeOutAt !== undefined) patch(timeOutAt, () => (context) => hang(timeOutAt, context.signal, clock));
  if (cancelAt !== undefined) {
    patch(cancelAt, (execute) => (context) => {
      cancel();
      return execute(context);
    });
  }
  return () => undo.forEach((restore) => restore());
}

function failing({ step, error, after = false, attempts = Infinity }: StepFailure, execute: AnyStep['execute']): AnyStep['execute'] {
  let attempt = 0;
  return async (context) => {
    attempt++;
    if (attempt > attempts) return execute(context);
    if (after) await execute(context);
    throw error ?? new Error(`the test lets step ${step} fail`);
  };
}

/** What ignores nothing but its time: it reacts to its signal, which the limit aborts. */
function hang(step: string, signal: AbortSignal, clock: FakeClock): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    setImmediate(() => {
      if (!clock.reachLimit())
        reject(new ActionsmithError(`step ${JSON.stringify(step)} has no timeout that it could reach`, { code: 'BAD_TEST' }));
    });
  });
}

/** Throws BAD_TEST, with the step that may have been meant. */
function findStep(steps: readonly AnyStep[], name: string): AnyStep {
  const found = steps.find((step) => step.name === name);
  if (found !== undefined) return found;
  const names = steps.map((step) => step.name);
  const near = suggest(name, names);
  const help = near === undefined ? `its steps are ${names.join(', ') || 'none'}` : `did you mean ${JSON.stringify(near)}?`;
  throw new ActionsmithError(`the action has no step ${JSON.stringify(name)}; ${help}`, { code: 'BAD_TEST' });
}
