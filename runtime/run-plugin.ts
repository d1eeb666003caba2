import type { ActionSpec } from './action/action-spec.ts';
import { RunMethod } from './action/enums.ts';
import { travellingEnvironment } from './context/run-environment.ts';
import { ActionsmithError } from './errors/actionsmith-error.ts';
import { LocalExecutor, type LocalExecutorOptions } from './executors/local-executor.ts';
import type { RayJobExecutorOptions } from './executors/ray-job-executor.ts';
import { suggest } from './validation/suggest.ts';

export interface RunPluginOptions extends LocalExecutorOptions {
  /** Default: the contract's method. */
  readonly mode?: string;
  /** Folders that hold plugins, for a code that is no path. Default: those in ACTIONSMITH_PLUGINS. */
  readonly pluginFolders?: readonly string[];
  /** For mode `job`: the cluster, and what the job needs. */
  readonly ray?: RayJobExecutorOptions;
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
  if (chosen === 'job') return runAsJob(spec, params, { workingDir: folder, env: travellingEnvironment({}, options.env), ...ray });
  if (chosen !== 'local') throw modeNotAvailable(action, chosen, mode === undefined);
  return new LocalExecutor({ ...executorOptions, ...(options.history === true && { history: folder }) }).execute(spec, params);
}

async function runAsJob(spec: ActionSpec, params: unknown, options: RayJobExecutorOptions): Promise<unknown> {
  const { RayJobExecutor } = await import('./executors/ray-job-executor.ts');
  const run = await new RayJobExecutor(options).submit(spec, params);
  return run.result();
}

/** Throws MODE_UNKNOWN, with the mode that may have been meant. */
export function chooseMode(mode: string): RunMethod {
  const modes = Object.values(RunMethod);
  const known = modes.find((name) => name === mode);
  if (known !== undefined) return known;
  const near = suggest(mode, modes);
  const help = near === undefined ? 'it can be local or job' : `did you mean ${JSON.stringify(near)}?`;
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
