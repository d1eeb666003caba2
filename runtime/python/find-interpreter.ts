import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { ExecutionError } from '../errors/execution-error.ts';

export interface InterpreterPlace {
  /** As the author named it. */
  readonly python: string | undefined;
  /** Of the script. */
  readonly env: Readonly<Record<string, string>>;
  /** The plugin's. */
  readonly folder: string;
}

/**
 * The interpreter of a script: the one that is named, by an option or by ACTIONSMITH_PYTHON; that of the active virtual environment; that of the plugin's
 * `.venv`; the first python3 or python on the PATH. Throws ExecutionError PYTHON_MISSING.
 */
export function findInterpreter({ python, env, folder }: InterpreterPlace): string {
  const named = python ?? env['ACTIONSMITH_PYTHON'];
  if (named !== undefined && named !== '') {
    const found = isPath(named) ? existing(resolve(folder, named)) : onPath(named, env);
    if (found !== undefined) return found;
    throw missing(`${python === undefined ? 'ACTIONSMITH_PYTHON names' : 'the option `python` names'} ${named}, which is not there`);
  }
  const virtual = [env['VIRTUAL_ENV'], join(folder, '.venv')].filter((place) => place !== undefined && place !== '');
  const found =
    virtual.map((place) => existing(join(place!, 'bin/python'))).find((path) => path !== undefined) ??
    onPath('python3', env) ??
    onPath('python', env);
  if (found !== undefined) return found;
  throw missing(
    'no Python was found: install python3, make a virtual environment `.venv` in the plugin, or name one in ACTIONSMITH_PYTHON',
  );
}

function isPath(name: string): boolean {
  return name.includes('/');
}

function onPath(name: string, env: Readonly<Record<string, string>>): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => existing(join(folder, name))).find((path) => path !== undefined);
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function missing(message: string): ExecutionError {
  return new ExecutionError(message, { code: 'PYTHON_MISSING' });
}
