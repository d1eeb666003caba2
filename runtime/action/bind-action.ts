import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { LocalExecutorOptions } from '../executors/local-executor.ts';
import type { Run } from '../executors/run.ts';
import type { ActionRegistry } from './action-registry.ts';

/** An action with the executors, typed from the contract: what `plugin.train` is. */
export interface BoundAction<I, R> {
  /** In this process. Throws what the run failed of. */
  run(params: I, options?: LocalExecutorOptions): Promise<R>;
  /** As a task in an actor of a Ray cluster. */
  task(params: I, options?: Readonly<Record<string, unknown>>): Promise<R>;
  /** As a job on a Ray cluster. */
  submit(params: I, options?: Readonly<Record<string, unknown>>): Promise<Run<R>>;
}

/** Executors are imported when they are used, so that a plugin loads none of them by itself. */
export function bindAction<I, R>(registry: ActionRegistry, name: string): BoundAction<I, R> {
  return {
    async run(params, options) {
      const { LocalExecutor } = await import('../executors/local-executor.ts');
      return (await new LocalExecutor(options).execute(registry.get(name), params)) as R;
    },
    async task() {
      throw new ActionsmithError(`action ${name} cannot run as a task yet; run it with run() or submit()`, { code: 'MODE_NOT_AVAILABLE' });
    },
    async submit() {
      throw new ActionsmithError(`action ${name} cannot be submitted yet`, { code: 'MODE_NOT_AVAILABLE' });
    },
  };
}
