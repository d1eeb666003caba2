import type { ActionClass, AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import type { BaseAction } from '../action/base-action.ts';
import { isDefinedAction } from '../action/define-action.ts';
import { loadAction } from '../action/load-action.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { BaseStep } from '../steps/base-step.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { StepRegistry } from '../steps/step-registry.ts';
import { FakeClock } from './fake-clock.ts';
import { type Interference, interfere } from './interference.ts';
import { recordRun, type RecordOptions } from './record-run.ts';
import type { RunRecord } from './run-record.ts';
import { TemporaryFolder } from './temporary-folder.ts';

export type TestActionOptions = RecordOptions & Interference;

/** What a test may make its params of: the run's temporary folder. */
export interface TestPlace {
  readonly folder: string;
}

/**
 * Runs an action as an executor would, under a fake clock, with a memory logger and an empty temporary folder. Takes a class, a function of
 * `defineAction`, or an action of a registry, which brings its contract. A run that fails is a record too: nothing is thrown but BAD_TEST, for a
 * test that asks for what there is not. Guide: Testing Actions.
 */
export async function testAction<A extends AnyAction>(
  action: A,
  params: ParamsOf<A> | ((place: TestPlace) => ParamsOf<A> | Promise<ParamsOf<A>>),
  options?: TestActionOptions,
): Promise<RunRecord<ResultOf<A>>>;
export async function testAction(action: ActionSpec, params: unknown, options?: TestActionOptions): Promise<RunRecord>;
export async function testAction(action: AnyAction | ActionSpec, params: unknown, options: TestActionOptions = {}): Promise<RunRecord> {
  const { clock = new FakeClock(), failAt, timeOutAt, cancelAt, ...recording } = options;
  const folder = new TemporaryFolder();
  const given: unknown = typeof params === 'function' ? await (params as (place: TestPlace) => unknown)(placeOf(folder)) : params;
  const controller = new AbortController();
  const asked = { failAt, timeOutAt, cancelAt };
  if (Object.values(asked).every((step) => step === undefined))
    return recordRun(action, given, { ...recording, clock, folder, controller });
  const restore: (() => void)[] = [];
  const cancel = (): void => controller.abort();
  const disturbed = await disturb(action, (steps) => restore.push(interfere(steps, asked, { clock, cancel })));
  try {
    return await recordRun(disturbed, given, { ...recording, clock, folder, controller });
  } finally {
    for (const put of restore) put();
  }
}

/** The folder is made when the test looks at it. */
export function placeOf(folder: TemporaryFolder): TestPlace {
  return {
    get folder(): string {
      return folder.path;
    },
  };
}

type OnSteps = (steps: readonly BaseStep<StepContext<unknown, unknown>>[]) => void;

/** The same action, whose steps are seen before they run. */
async function disturb(action: AnyAction | ActionSpec, onSteps: OnSteps): Promise<AnyAction | ActionSpec> {
  if (typeof action === 'function') return watchSteps(action, onSteps);
  const loaded = watchSteps(await loadAction(action), onSteps);
  return { ...action, load: async () => loaded };
}

/** The same action, whose steps are given to `onSteps` before they run. */
export function watchSteps(action: AnyAction, onSteps: OnSteps): AnyAction {
  if (isDefinedAction(action))
    throw new ActionsmithError(`${action.definition.name} is a function, which has no steps`, { code: 'BAD_TEST' });
  const Action = action as unknown as new (params: unknown, ctx: RuntimeContext) => BaseAction;
  const Watched = class extends Action {
    override async setupSteps(registry: StepRegistry<StepContext<unknown, unknown>>): Promise<void> {
      await super.setupSteps(registry);
      onSteps(registry.list());
    }
  };
  Object.defineProperty(Watched, 'name', { value: action.name });
  return Watched as unknown as ActionClass;
}
