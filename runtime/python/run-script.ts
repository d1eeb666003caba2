import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Autologs } from '../autolog/index.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import { describeEnd } from './describe-end.ts';
import { findInterpreter } from './find-interpreter.ts';
import { LineSplitter } from './line-splitter.ts';
import { PrintedOutput } from './printed-output.ts';
import type { PythonRunOptions } from './python.ts';
import { LARGEST_RECORD, RecordReader } from './record-reader.ts';
import type { ScriptReporter } from './script-reporter.ts';
import { startScript } from './start-script.ts';
import { writeBridge } from './write-bridge.ts';

export interface RunScriptOptions extends PythonRunOptions {
  readonly ctx: RuntimeContext;
  readonly reporter: ScriptReporter;
  readonly autologs: Autologs;
}

/** What `Python.run` does, in a part of its own that is loaded by the first call. */
export async function runScript(script: string | URL, options: RunScriptOptions): Promise<unknown> {
  const { ctx, reporter, autologs, args = [], params, cwd = process.cwd(), python } = options;
  const signal = options.signal === undefined ? reporter.signal : AbortSignal.any([reporter.signal, options.signal]);
  signal.throwIfAborted();
  const file = findScript(script, ctx.pluginFolder);
  const env = environment(ctx, options.env);
  const interpreter = findInterpreter({ python, env, folder: ctx.pluginFolder });
  const bridge = await writeBridge({ params, autologs });
  try {
    const records = new RecordReader(reporter, basename(file));
    const output = new PrintedOutput((text) => ctx.redactor.redactText(text));
    const events = new LineSplitter((line, isWhole) => records.take(line, isWhole), { longest: LARGEST_RECORD });
    const end = await startScript({ interpreter, bridge, file, args, cwd, env, signal, events, output });
    signal.throwIfAborted();
    const failure = describeEnd(end, { file, interpreter, error: records.error, printed: output.tail });
    if (failure !== undefined) throw failure;
    return records.result;
  } finally {
    await rm(bridge, { recursive: true, force: true });
  }
}

function findScript(script: string | URL, folder: string): string {
  const file = typeof script === 'string' ? resolve(folder, script) : fileURLToPath(script);
  if (existsSync(file)) return file;
  const named = typeof script === 'string' ? script : basename(file);
  throw new ExecutionError(`there is no ${named} in ${folder}: on a cluster it is there where \`assets\` of config.yaml name it`, {
    code: 'PYTHON_SCRIPT_MISSING',
  });
}

function environment(ctx: RuntimeContext, added: PythonRunOptions['env'] = {}): Record<string, string> {
  const { PATH = '' } = process.env;
  const entries = Object.entries({ PATH, ...ctx.env.toObject(), ...added });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
