import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import type { ActionClass, ParamsOf, ResultOf } from '../action/action-class.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { BaseStep } from '../steps/base-step.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { RunRecord } from './run-record.ts';
import { testAction, type TestActionOptions, type TestPlace, watchSteps } from './test-action.ts';

export interface FailEachStepOptions extends Omit<TestActionOptions, 'failAt' | 'timeOutAt' | 'cancelAt' | 'clock'> {
  /** False: each step fails before its work instead of after it. Default: true, so that there is something to undo. */
  readonly after?: boolean;
}

/** A run in which one step failed. */
export interface FailedStep<R> {
  readonly step: string;
  readonly run: RunRecord<R>;
}

/**
 * Runs an action once as it is, and once for each of its steps, which fails. Checks that the run fails in that step, and that every step which was
 * started is undone, the last one first. Gives the runs, for assertions of your own: what is left in `run.files`. Throws AssertionError.
 */
export async function failEachStep<A extends ActionClass>(
  action: A,
  params: ParamsOf<A> | ((place: TestPlace) => ParamsOf<A> | Promise<ParamsOf<A>>),
  { after = true, ...options }: FailEachStepOptions = {},
): Promise<FailedStep<ResultOf<A>>[]> {
  let steps: readonly BaseStep<StepContext<unknown, unknown>>[] = [];
  const watched = watchSteps(action, (registered) => void (steps = registered)) as A;
  const whole = await testAction(watched, params, options);
  whole.succeeded();
  const started = startedIn(whole);
  if (started.length === 0) throw new ActionsmithError(`${action.name} has no step that runs with these params`, { code: 'BAD_TEST' });
  const failed: FailedStep<ResultOf<A>>[] = [];
  for (const step of started) {
    const run = await testAction(watched, params, { ...options, failAt: { step, after } });
    run.failed({ step });
    const undoable = startedIn(run).filter((name) => steps.find((one) => one.name === name)?.rollback !== undefined);
    checkOrder(step, run.undone, undoable.toReversed());
    failed.push({ step, run });
  }
  return failed;
}

function startedIn({ events }: RunRecord): string[] {
  const started = events.flatMap((event) => (event.type === 'step' && event.status === 'started' ? [event.step] : []));
  return [...new Set(started)];
}

/** A step that is tried again may have been undone before that. */
function checkOrder(step: string, undone: readonly string[], expected: readonly string[]): void {
  const actual = undone.filter((name, index) => name !== undone[index - 1]);
  if (isDeepStrictEqual(actual, expected)) return;
  throw new AssertionError({
    message: `when ${step} fails, ${show(expected)} should be undone, and ${show(actual)} was`,
    actual,
    expected,
  });
}

function show(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', then ');
}
