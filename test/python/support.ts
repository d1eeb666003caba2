import { BaseAction, type PythonRunOptions } from 'actionsmith';
import { type RunRecord, testAction } from 'actionsmith/testing';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeIn } from '../support/make-plugin.ts';

export interface ScriptTest extends PythonRunOptions {
  /** Told right before the script runs. */
  readonly onStart?: (action: BaseAction, folder: string) => void;
  /** Of the run. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** The interpreter itself: what the PATH has may be a program of a version manager, which takes its time. */
export const PYTHON: string = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** Runs a script of an action, and gives the record of the run. Further files are those of the plugin. */
export async function runPython(
  source: string,
  options: ScriptTest = {},
  files: Readonly<Record<string, string>> = {},
): Promise<RunRecord & { readonly place: string }> {
  const { onStart, environment = { ACTIONSMITH_PYTHON: PYTHON }, secrets = {}, ...given } = options;
  const folder = makeFolder();
  for (const [path, text] of Object.entries({ 'script.py': source, ...files })) writeIn(folder, path, text);
  class Script extends BaseAction<Readonly<Record<string, unknown>>, unknown> {
    override async execute(): Promise<unknown> {
      onStart?.(this as BaseAction, folder);
      return this.python.run('script.py', { cwd: folder, ...given });
    }
  }
  const run = await testAction(Script, { epochs: 3 }, { pluginFolder: folder, env: environment, secrets });
  return Object.assign(run, { place: folder });
}

/** The processes whose command line holds the text; for a name that the test made up. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const file = join('/proc', name, 'cmdline');
    return /^\d+$/.test(name) && existsSync(file) && readSafely(file).includes(text) ? [Number(name)] : [];
  });
}

function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
