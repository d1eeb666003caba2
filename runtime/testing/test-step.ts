import { RuntimeContext } from '../context/runtime-context.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { BaseStep } from '../steps/base-step.ts';
import { runAndCollect } from '../steps/run-steps.ts';
import { StepContext } from '../steps/step-context.ts';
import type { StepResult } from '../steps/step-result.ts';
import { withClock } from '../timing/clock.ts';
import { FakeClock } from './fake-clock.ts';
import { type Interference, interfere, type StepFailure } from './interference.ts';
import { MemoryLogger } from './memory-logger.ts';
import type { RecordOptions } from './record-run.ts';
import { type Ending, RunRecord } from './run-record.ts';
import { TemporaryFolder } from './temporary-folder.ts';
import { placeOf, type TestPlace } from './test-action.ts';

export interface TestStepOptions<C> extends RecordOptions {
  /** What the run was given; already valid, as `validParams` makes it. Default: none. */
  readonly params?: ParamsIn<C> | ((place: TestPlace) => ParamsIn<C> | Promise<ParamsIn<C>>);
  /** What earlier steps left, by their names. */
  readonly outputs?: OutputsIn<C>;
  /** For a step whose context has fields of its own. */
  readonly createContext?: (given: { readonly params: ParamsIn<C>; readonly ctx: RuntimeContext }) => C;
  /** Something after the step fails, so that it is undone. */
  readonly undo?: boolean;
  readonly fail?: Omit<StepFailure, 'step'>;
  /** The step hangs until its timeout is over. */
  readonly timeOut?: boolean;
  /** The run is cancelled as the step begins. */
  readonly cancel?: boolean;
}

type ContextOf<S> = S extends BaseStep<infer C, unknown> ? C : never;
type OutputOf<S extends BaseStep<never, unknown>> = OutputIn<Awaited<ReturnType<S['execute']>>>;
type OutputIn<R> = R extends StepResult<infer O> ? O : R;
type ParamsIn<C> = C extends { readonly params: infer P } ? P : unknown;
type OutputsIn<C> = C extends { readonly outputs: infer O } ? O : Readonly<Record<string, unknown>>;

/**
 * Runs one step as the engine would, with its retries, its limits and the check of its output, on the outputs of steps that need not be there.
 * The record's result is the step's output; a step that was undone, or skipped, has none.
 */
export async function testStep<S extends BaseStep<never, unknown>>(
  step: S,
  options: TestStepOptions<ContextOf<S>> = {},
): Promise<RunRecord<OutputOf<S>>> {
  const { params, outputs = {}, createContext, undo = false, clock = new FakeClock(), env = {}, ...rest } = options;
  const folder = new TemporaryFolder();
  const controller = new AbortController();
  const logger = new MemoryLogger();
  const ctx = new RuntimeContext({ jobId: 'test', ...rest, env, logger, signal: controller.signal });
  const given = (
    typeof params === 'function' ? await (params as (place: TestPlace) => unknown)(placeOf(folder)) : (params ?? {})
  ) as ParamsIn<ContextOf<S>>;
  const context = (createContext?.({ params: given, ctx }) ?? new StepContext({ params: given, ctx })) as StepContext<unknown, unknown>;
  const tested = step as unknown as BaseStep<StepContext<unknown, unknown>>;
  const earlier = Object.entries(outputs as object).map(([name, output]) => new EarlierStep(name, output));
  const restore = interfere([tested], asked(step.name, rest), { clock, cancel: () => controller.abort() });
  const collect = (): unknown => {
    if (undo) throw AFTERWARDS;
    return (context.outputs as Readonly<Record<string, unknown>>)[step.name];
  };
  let ending: Ending<unknown>;
  try {
    ending = { result: await withClock(clock, () => runAndCollect([...earlier, tested], context, collect)) };
  } catch (error) {
    ending = isAfterwards(error) ? { result: undefined } : { error };
  } finally {
    clock.end();
    restore();
  }
  const events = logger.events.filter((event) => !('step' in event) || event.step === step.name);
  return new RunRecord(ending as Ending<OutputOf<S>>, events, folder, clock);
}

function asked(step: string, { fail, timeOut, cancel }: Pick<TestStepOptions<unknown>, 'fail' | 'timeOut' | 'cancel'>): Interference {
  return { failAt: fail && { step, ...fail }, timeOutAt: timeOut ? step : undefined, cancelAt: cancel ? step : undefined };
}

const AFTERWARDS: Error = /* @__PURE__ */ new ActionsmithError('a later step failed, says the test', { code: 'LATER_STEP_FAILED' });

/** The failure that the test asked for, and nothing that went wrong while the step was undone. */
function isAfterwards(error: unknown): boolean {
  const { cause, rollbackErrors = [] } = error as { cause?: unknown; rollbackErrors?: readonly Error[] };
  return cause === AFTERWARDS && rollbackErrors.length === 0;
}

/** Stands for a step that ran before: it leaves what the test says. */
class EarlierStep extends BaseStep<StepContext<unknown, unknown>> {
  readonly name: string;
  readonly progressWeight = 0;
  readonly #output: unknown;

  constructor(name: string, output: unknown) {
    super();
    this.name = name;
    this.#output = output;
  }

  override execute(): unknown {
    return this.#output;
  }
}
