import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { LocalExecutorOptions } from '../executors/local-executor.ts';
import type { RayJobExecutorOptions, SubmitOptions } from '../executors/ray-job-executor.ts';
import type { Run } from '../executors/run.ts';
import type { ActionRegistry } from './action-registry.ts';

export type RemoteOptions = RayJobExecutorOptions & SubmitOptions;

/** An action with the executors, typed from the contract: what `plugin.train` is. */
export interface BoundAction<I, R> {
  /** In this process. Throws what the run failed of. */
  run(params: I, options?: LocalExecutorOptions): Promise<R>;
  /** As a task in an actor of a Ray cluster. */
  task(params: I, options?: RemoteOptions): Promise<R>;
  /** As a job on a Ray cluster. */
  submit(params: I, options?: RemoteOptions): Promise<Run<R>>;
}

/** Executors are imported when they are used, so that a plugin loads none of them by itself. */
export function bindAction<I, R>(registry: ActionRegistry, name: string): BoundAction<I, R> {
  return {
    async run(params, options) {
      const { LocalExecutor } = await import('../executors/local-executor.ts');
      return (await new LocalExecutor(options).execute(registry.get(name), params)) as R;
    },
    async task() {
      throw new ActionsmithError(`action ${name} cannot run as a task yet; use run() or submit()`, { code: 'MODE_NOT_AVAILABLE' });
    },
    async submit(params, options = {}) {
      const { RayJobExecutor } = await import('../executors/ray-job-executor.ts');
      const executor = new RayJobExecutor({ ...(await placeOf(registry)), ...options });
      return executor.submit<R>(registry.get(name), params, options);
    },
  };
}

/** The folder that travels: the one of the plugin whose registry this is. */
async function placeOf({ plugin }: ActionRegistry): Promise<RayJobExecutorOptions> {
  if (plugin.url === undefined) return {};
  const { pluginFolderOf } = await import('../discovery/plugin-folder.ts');
  const workingDir = pluginFolderOf(plugin.url);
  return workingDir === undefined ? {} : { workingDir };
}
