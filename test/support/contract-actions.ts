import { ActionRegistry, type ActionSpec, type AnyAction, BaseAction, BaseStep, type StepContext, type StepRegistry } from 'actionsmith';
import { z } from 'zod';

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

class Explode extends BaseAction {
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

class Steps extends BaseAction {
  override setupSteps(registry: StepRegistry<StepContext>): void {
    registry.register(new Step('first', () => {}));
    registry.register(
      new Step('second', () => {
        throw new Error('disk full');
      }),
    );
  }
}

class Endless extends BaseAction {
  override execute(): Promise<never> {
    return new Promise((_, reject) => this.ctx.signal.addEventListener('abort', () => reject(this.ctx.signal.reason)));
  }
}

/** The actions of the executors' contract suite, as a plugin has them. */
export const contractRegistry: ActionRegistry = new ActionRegistry(
  { code: 'contract', name: 'Contract', version: '1.0.0', category: 'custom' },
  { double: spec('double', Double), explode: spec('explode', Explode), steps: spec('steps', Steps), endless: spec('endless', Endless) },
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
    entrypoint: `src/actions/${name}:${action.name}`,
    contractHash: 'abc',
    resultValidation: 'warn',
    load: async () => action,
  };
}
