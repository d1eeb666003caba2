import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Python of a virtual environment with one package of a version, made once. */
export function ensurePython(root: string, name: string, version: string): string {
  const venv = join(root, '.actionsmith/cache', name);
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const has = spawnSync(python, ['-c', `from importlib.metadata import version; assert version("${name}") == "${version}"`]).status === 0;
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`];
  if (!has) execFileSync(python, install, { stdio: 'inherit' });
  return python;
}
