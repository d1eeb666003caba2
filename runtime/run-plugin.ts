import { RunMethod } from './action/enums.ts';
import { travellingEnvironment } from './context/run-environment.ts';
import { ActionsmithError } from './errors/actionsmith-error.ts';
import { LocalExecutor, type LocalExecutorOptions } from './executors/local-executor.ts';
import type { RayActorExecutorOptions } from './executors/ray-actor-options.ts';
import type { RayJobExecutorOptions } from './executors/ray-job-executor.ts';
import { ConsoleLogger } from './logging/console-logger.ts';
import { suggest } from './validation/suggest.ts';

export interface RunPluginOptions extends LocalExecutorOptions {
  /** Default: the contract's method. */
  readonly mode?: string;
  /** Folders that hold plugins, for a code that is no path. Default: those in ACTIONSMITH_PLUGINS. */
  readonly pluginFolders?: readonly string[];
  /** For modes `job` and `task`: the cluster, and what the run needs there. */
  readonly ray?: RayJobExecutorOptions & RayActorExecutorOptions;
}

/**
 * Guide: Local Execution. Finds a plugin by path or code, runs one of its actions where the contract or `mode` says, and gives the result.
 * Throws PLUGIN_NOT_FOUND, ActionNotFoundError, MODE_UNKNOWN, ValidationError, and what the run failed of.
 */
export async function runPlugin(codeOrPath: string, action: string, params: unknown, options: RunPluginOptions = {}): Promise<unknown> {
  const { mode, pluginFolders, ray, ...executorOptions } = options;
  const { findPlugin } = await import('./discovery/find-plugin.ts');
  const { loadPlugin } = await import('./discovery/load-plugin.ts');
  const { registry, folder } = await loadPlugin(findPlugin(codeOrPath, pluginFolders));
  const spec = registry.get(action);
  const chosen = chooseMode(mode ?? spec.method);
  if (chosen === 'local')
    return new LocalExecutor({ pluginFolder: folder, ...executorOptions, ...(options.history === true && { history: folder }) }).execute(
      spec,
      params,
    );
  if (chosen !== 'job' && chosen !== 'task') throw modeNotAvailable(action, chosen, mode === undefined);
  const { runElsewhere } = await import('./executors/run-elsewhere.ts');
  return runElsewhere(spec, params, {
    mode: chosen,
    ray: { workingDir: folder, env: travellingEnvironment({}, options.env), ...ray },
    sink: options.logger ?? new ConsoleLogger(),
    signal: options.signal,
    history: options.history === true ? folder : options.history || undefined,
  });
}

/** Throws MODE_UNKNOWN, with the mode that may have been meant. */
export function chooseMode(mode: string): RunMethod {
  const modes = Object.values(RunMethod);
  const known = modes.find((name) => name === mode);
  if (known !== undefined) return known;
  const near = suggest(mode, modes);
  const help = near === undefined ? 'it can be local, task or job' : `did you mean ${JSON.stringify(near)}?`;
  throw new ActionsmithError(`there is no mode ${JSON.stringify(mode)}; ${help}`, { code: 'MODE_UNKNOWN' });
}

/** For a mode that nothing here implements yet. */
export function modeNotAvailable(action: string, mode: RunMethod, byContract: boolean): ActionsmithError {
  const why = byContract ? ', as its contract says' : '';
  return new ActionsmithError(`action ${action} should run as ${mode}${why}, which is not available here yet; use mode "local"`, {
    code: 'MODE_NOT_AVAILABLE',
    details: { action, mode },
  });
}
