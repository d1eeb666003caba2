import { RuntimeContext, type RuntimeContextOptions } from '../context/runtime-context.ts';
import { StepContext } from '../steps/step-context.ts';
import { MemoryLogger } from './memory-logger.ts';

export interface FakeContextOptions<P, O> extends Omit<RuntimeContextOptions, 'logger' | 'env'> {
  /** What the run was given; already valid. */
  readonly params?: P;
  /** What steps left, by their names. */
  readonly outputs?: Partial<O>;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a new one. Give your own to see what is reported. */
  readonly logger?: MemoryLogger;
}

/** A step's context without a run, for code that takes one. Its environment is what is given; nothing of the process. */
export function fakeContext<P, O>(
  defaults: { readonly params: P; readonly outputs: Partial<O> },
  { params = defaults.params, outputs, logger = new MemoryLogger(), env = {}, ...rest }: FakeContextOptions<P, O> = {},
): StepContext<P, O> {
  const context = new StepContext<P, O>({ params, ctx: new RuntimeContext({ jobId: 'test', ...rest, env, logger }) });
  Object.assign(context.outputs as object, defaults.outputs, outputs);
  return context;
}
