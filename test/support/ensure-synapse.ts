import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const SYNAPSE = '2026.2.17';

/** The Python of a virtual environment with the Python package, made once; undefined where there is no Python of at least 3.12 to make it with. */
export function ensureSynapse(root: string): string | undefined {
  const venv = join(root, '.actionsmith/cache/synapse');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) {
    const base = findPython();
    if (base === undefined) return undefined;
    execFileSync(base, ['-m', 'venv', venv], { stdio: 'inherit' });
  }
  const has =
    spawnSync(python, ['-c', `from importlib.metadata import version; assert version("synapse-sdk") == "${SYNAPSE}"`]).status === 0;
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `synapse-sdk==${SYNAPSE}`];
  if (!has) execFileSync(python, install, { stdio: 'inherit' });
  return python;
}

function findPython(): string | undefined {
  const pyenv = join(homedir(), '.pyenv/versions');
  const ofPyenv = existsSync(pyenv) ? readdirSync(pyenv).map((version) => join(pyenv, version, 'bin/python')) : [];
  return ['python3', 'python3.12', 'python3.13', ...ofPyenv].find(isNewEnough);
}

function isNewEnough(python: string): boolean {
  return spawnSync(python, ['-c', 'import sys; assert sys.version_info >= (3, 12)']).status === 0;
}
