import type { LocalExecutorOptions } from '../executors/local-executor.ts';
import type { RayActorExecutorOptions } from '../executors/ray-actor-options.ts';
import type { RayJobExecutorOptions, SubmitOptions } from '../executors/ray-job-executor.ts';
import type { Run } from '../executors/run.ts';
import type { ActionRegistry } from './action-registry.ts';

export type RemoteOptions = RayJobExecutorOptions & SubmitOptions;

/** An action with the executors, typed from the contract: what `plugin.train` is. */
export interface BoundAction<I, R> {
  /** The plugin's actions, and which of them this is: pipelines are made of it. */
  readonly registry: ActionRegistry;
  readonly actionName: string;
  /** In this process. Throws what the run failed of. */
  run(params: I, options?: LocalExecutorOptions): Promise<R>;
  /**
   * As a task in an actor of a Ray cluster. The actors of one set of options stay, for the next task: until they have had nothing to do for a while, this
   * process ends, or `shutdownTasks` of `actionsmith/executors` is called. Throws what the run failed of.
   */
  task(params: I, options?: RayActorExecutorOptions): Promise<R>;
  /** As a job on a Ray cluster. */
  submit(params: I, options?: RemoteOptions): Promise<Run<R>>;
}

/** Executors are imported when they are used, so that a plugin loads none of them by itself. */
export function bindAction<I, R>(registry: ActionRegistry, name: string): BoundAction<I, R> {
  return {
    registry,
    actionName: name,
    async run(params, options) {
      const { LocalExecutor } = await import('../executors/local-executor.ts');
      const { workingDir: pluginFolder } = await placeOf(registry);
      return (await new LocalExecutor({ pluginFolder, ...options }).execute(registry.get(name), params)) as R;
    },
    async task(params, options = {}) {
      const { sharedActors } = await import('../executors/shared-actors.ts');
      return sharedActors({ ...(await placeOf(registry)), ...options }).execute<R>(registry.get(name), params);
    },
    async submit(params, options = {}) {
      const { RayJobExecutor } = await import('../executors/ray-job-executor.ts');
      const executor = new RayJobExecutor({ ...(await placeOf(registry)), ...options });
      return executor.submit<R>(registry.get(name), params, options);
    },
  };
}

/** The folder that runs, and that travels: the one of the plugin whose registry this is. */
async function placeOf({ plugin }: ActionRegistry): Promise<{ readonly workingDir?: string }> {
  if (plugin.url === undefined) return {};
  const { pluginFolderOf } = await import('../discovery/plugin-folder.ts');
  const workingDir = pluginFolderOf(plugin.url);
  return workingDir === undefined ? {} : { workingDir };
}
