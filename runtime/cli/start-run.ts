import type { RunMethod } from '../action/enums.ts';

import { chooseMode, modeNotAvailable } from '../run-plugin.ts';
import { Redactor } from '../redaction/redactor.ts';
import { defaultsUsed, describeParams } from './describe-params.ts';
import { failWith } from './fail-with.ts';
import { findAction } from './find-action.ts';
import { keepStdout } from './keep-stdout.ts';
import { loadSpec } from './load-spec.ts';
import { readEnv } from './read-env.ts';
import { readParams } from './read-params.ts';
import { openRunHistory } from './run-history.ts';
import { runLocally } from './run-locally.ts';

export interface RunOptions {
  readonly plugin: string;
  readonly params?: string;
  readonly paramsFile?: string;
  readonly mode?: string;
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False: the run leaves no folder. */
  readonly history?: boolean;
}

/** Runs an action where the contract or `--mode` says, and prints its result, or why there is none. */
export async function startRun(
  name: string,
  words: readonly string[],
  options: RunOptions,
  otherOptions: readonly string[],
): Promise<void> {
  if (options.json) keepStdout();
  const env = readEnv(options.env);
  const { folder, action, schema } = await findAction(options.plugin, name);
  const mode = chooseMode(options.mode ?? action.method);
  const { params, placeOf } = await readParams({ params: options.params, paramsFile: options.paramsFile, words }, schema, otherOptions);
  if (mode === 'serve') throw modeNotAvailable(name, mode, options.mode === undefined);
  const spec = await loadSpec(folder, action);
  const choice = describeChoice(mode, whoChose(options, action.saysMethod), defaultsUsed(schema, params));
  const redactor = new Redactor();
  const history = openRunHistory(spec, { ...options, folder, env }, { mode, redactor });
  try {
    if (mode === 'local') return await runLocally(spec, params, choice, { ...options, folder, env, history, redactor });
    if (mode === 'task') {
      const { runAsTask } = await import('./run-as-task.ts');
      return await runAsTask(spec, params, choice, { ...options, folder, env, history });
    }
    const { runAsJob } = await import('./run-as-job.ts');
    await runAsJob(spec, params, choice, { ...options, folder, env, history });
  } catch (error) {
    failWith(error, options, placeOf);
  } finally {
    history?.sayWhere();
  }
}

/** The params of an action for `--help`; nothing where no action is named. `ownOptions` are those of the command, without dashes. */
export async function describeAction(name: string | undefined, plugin: string, ownOptions: readonly string[]): Promise<string> {
  if (name === undefined || name.startsWith('-')) return '';
  const { action, schema } = await findAction(plugin, name);
  const params = describeParams(schema, ownOptions);
  const title = [action.title, action.description].filter(Boolean).join(': ');
  return `\nParams of ${name} (${title}):\n${params.length > 0 ? params.join('\n') : '  none declared'}\n`;
}

/** The end of one line: which mode, who said so, and what was filled in. */
function describeChoice(mode: RunMethod, why: string, defaults: readonly string[]): string {
  return `(mode ${mode}, ${why})${defaults.length > 0 ? `; defaults: ${defaults.join(', ')}` : ''}`;
}

function whoChose({ mode }: RunOptions, saysMethod: boolean): string {
  if (mode !== undefined) return 'by --mode';
  return saysMethod ? 'by config.yaml' : 'the default';
}
