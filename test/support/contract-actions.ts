import {
  ActionRegistry,
  type ActionSpec,
  type AnyAction,
  BaseAction,
  BaseStep,
  defineAction,
  type DefinedAction,
  type ResultValidation,
  type StepContext,
  type StepRegistry,
} from 'actionsmith';
import { z } from 'zod';
import { Big, Measure, Print, Report, SECRET_FILE, Secretive } from './contract-traffic.ts';

export { Big, Measure, Print, Report, Secretive };

const DoubleParams: z.ZodObject<{ by: z.ZodDefault<z.ZodInt> }> = z.object({ by: z.int().min(1).default(2) });

export class Double extends BaseAction<z.output<typeof DoubleParams>, { doubled: number }> {
  static override readonly paramsModel: typeof DoubleParams = DoubleParams;
  override execute(): { doubled: number } {
    this.ctx.logMessage('doubling');
    this.setProgress(1, 2, 'double');
    this.setProgress(2, 2, 'double');
    return { doubled: this.params.by * 2 };
  }
}

export class Explode extends BaseAction {
  override execute(): never {
    throw new TypeError('no such file');
  }
}

class Step extends BaseStep {
  readonly name: string;
  readonly progressWeight: number = 1;
  readonly #run: () => void;
  constructor(name: string, run: () => void) {
    super();
    this.name = name;
    this.#run = run;
  }
  override execute(): void {
    this.#run();
  }
}

export class Steps extends BaseAction {
  override setupSteps(registry: StepRegistry<StepContext>): void {
    registry.register(new Step('first', () => {}));
    registry.register(
      new Step('second', () => {
        throw new Error('disk full');
      }),
    );
  }
}

export class Endless extends BaseAction {
  override execute(): Promise<never> {
    return new Promise((_, reject) => this.ctx.signal.addEventListener('abort', () => reject(this.ctx.signal.reason)));
  }
}

/** What the `returns…` actions promise; neither the class nor the function says so itself. */
export const Total: z.ZodObject<{ total: z.ZodInt; unit: z.ZodDefault<z.ZodString> }> = z.object({
  total: z.int(),
  unit: z.string().default('m'),
});

interface Returned {
  readonly value: unknown;
}

export class ReturnsClass extends BaseAction<Returned, unknown> {
  override execute(): unknown {
    return this.params.value;
  }
}

export class ReturnsSteps extends BaseAction<Returned, unknown> {
  override setupSteps(registry: StepRegistry<StepContext<Returned, unknown>>): void {
    registry.register(new Undoable());
  }
  override collectResult({ params }: StepContext<Returned, unknown>): unknown {
    return params.value;
  }
}

class Undoable extends BaseStep<StepContext<Returned, unknown>> {
  readonly name = 'only';
  readonly progressWeight = 1;
  override execute(): void {}
  override rollback(): void {}
}

export const returnsFunction: DefinedAction<Returned, Returned, unknown> = defineAction({ name: 'function_warn' }, ({ value }) => value);

/** `class_warn`, `function_strict`, `steps_off` …: each gives the `value` of its params as its result. */
const returning: Readonly<Record<string, ActionSpec>> = Object.fromEntries(
  Object.entries({ class: ReturnsClass, function: returnsFunction, steps: ReturnsSteps }).flatMap(([style, action]) =>
    (['warn', 'strict', 'off'] as const).map((mode) => [`${style}_${mode}`, returningSpec(`${style}_${mode}`, action, mode)]),
  ),
);

function returningSpec(name: string, action: AnyAction, resultValidation: ResultValidation): ActionSpec {
  const exported = action === returnsFunction ? 'returnsFunction' : action.name;
  const validators = { module: 'src/schemas', result: 'Total' };
  return { ...spec(name, action), entrypoint: `src/actions:${exported}`, result: Total, validators, resultValidation };
}

/** The actions of the executors' contract suite, as a plugin has them. */
export const contractRegistry: ActionRegistry = new ActionRegistry(
  { code: 'contract', name: 'Contract', version: '1.0.0', category: 'custom' },
  {
    double: spec('double', Double),
    explode: spec('explode', Explode),
    steps: spec('steps', Steps),
    endless: spec('endless', Endless),
    report: spec('report', Report),
    measure: spec('measure', Measure),
    big: spec('big', Big),
    print: spec('print', Print),
    secretive: { ...spec('secretive', Secretive), secrets: { TOKEN: `file:${SECRET_FILE}` } },
    ...returning,
  },
);

function spec(name: string, action: AnyAction): ActionSpec {
  return {
    name,
    type: 'class',
    title: name,
    description: '',
    plugin: 'contract',
    method: 'local',
    base: 'base',
    entrypoint: `src/actions:${action.name}`,
    contractHash: 'abc',
    resultValidation: 'warn',
    load: async () => action,
  };
}
