import type { ActionModel } from '../../generator/model/plugin-model.ts';
import { findPlugin } from '../discovery/find-plugin.ts';
import { loadPlugin } from '../discovery/load-plugin.ts';
import { readModel } from '../discovery/read-model.ts';
import { ActionNotFoundError } from '../errors/action-not-found-error.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { LocalExecutor } from '../executors/local-executor.ts';
import { ConsoleLogger } from '../logging/console-logger.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { NoOpLogger } from '../logging/no-op-logger.ts';
import { chooseMode, modeNotAvailable } from '../run-plugin.ts';
import type { Issue } from '../validation/issue.ts';
import { cancelOnSignals } from './catch-signals.ts';
import { defaultsUsed, describeParams } from './describe-params.ts';
import type { ParamSchema } from './param-schema.ts';
import { printResult } from './print-result.ts';
import { readParams } from './read-params.ts';
import { describeFailure, exitCodeFor, serializeFailure } from './report-failure.ts';

export interface RunOptions {
  readonly plugin: string;
  readonly params?: string;
  readonly paramsFile?: string;
  readonly mode?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** A schema of params that says nothing: an action without one takes any object. */
const ANYTHING: ParamSchema = true;

/** Runs an action in this process and prints its result. Throws what the run failed of, issues told apart by where the value came from. */
export async function runLocally(
  name: string,
  words: readonly string[],
  options: RunOptions,
  otherOptions: readonly string[],
): Promise<void> {
  const { model, root } = await readModel(findPlugin(options.plugin));
  const action = findAction(model.actions, name, model.code);
  const schema = action.params?.schema ?? ANYTHING;
  const { params, describe } = await readParams({ params: options.params, paramsFile: options.paramsFile, words }, schema, otherOptions);
  const mode = chooseMode(options.mode ?? action.method);
  if (mode !== 'local') throw modeNotAvailable(name, mode, options.mode === undefined);
  const { registry } = await loadPlugin(root);
  const { signal, release } = cancelOnSignals();
  try {
    const logger = options.quiet ? new NoOpLogger() : announce(describeChoice(name, options, defaultsUsed(schema, params)));
    const executor = new LocalExecutor({ logger, signal });
    printResult(await executor.execute(registry.get(name), params), options);
  } catch (error) {
    failWith(error, options, describe);
  } finally {
    release();
    endSoon();
  }
}

/** The params of an action for `--help`; nothing where no action is named. */
export async function describeAction(name: string | undefined, options: RunOptions): Promise<string> {
  if (name === undefined || name.startsWith('-')) return '';
  const { model } = await readModel(findPlugin(options.plugin));
  const action = findAction(model.actions, name, model.code);
  const params = describeParams(action.params?.schema ?? ANYTHING);
  const title = [action.title, action.description].filter(Boolean).join(': ');
  return `\nParams of ${name} (${title}):\n${params.length > 0 ? params.join('\n') : '  none declared'}\n`;
}

/** Prints why a command failed, and sets its exit code. */
export function failWith(error: unknown, { json }: { readonly json?: boolean }, describe?: (issue: Issue) => string): void {
  if (!isActionsmithError(error)) throw error; // our own bug, which the command line reports as one
  process.exitCode = exitCodeFor(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: serializeFailure(error) })}\n`);
  else process.stderr.write(`${describeFailure(error, { describe }).join('\n')}\n`);
}

function findAction(actions: readonly ActionModel[], name: string, plugin: string): ActionModel {
  const found = actions.find((action) => action.key === name);
  if (found !== undefined) return found;
  const available = actions.map((action) => action.key);
  throw new ActionNotFoundError(name, available, plugin);
}

/** Says the line once the params are known to fit, then shows what the run reports. */
function announce(line: string): EventSink {
  const terminal = new ConsoleLogger();
  return {
    write(event) {
      if (event.type === 'started') process.stderr.write(`${line}\n`);
      terminal.write(event);
    },
    close: () => terminal.close(),
  };
}

/** One line: where it runs, who said so, and what was filled in. */
function describeChoice(name: string, { mode }: RunOptions, defaults: readonly string[]): string {
  const why = mode === undefined ? 'by config.yaml' : 'by --mode';
  return `${name} runs in this process (local, ${why})${defaults.length > 0 ? `; defaults: ${defaults.join(', ')}` : ''}`;
}

/** An action that leaves a timer or a connection open must not keep the command from ending. Fires only when something is. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
