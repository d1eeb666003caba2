import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const PYDANTIC = '2.12.5';

/** The Python of a virtual environment with pydantic, made once. */
export function ensurePydantic(root: string): string {
  const venv = join(root, '.actionsmith/cache/pydantic');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const has = spawnSync(python, ['-c', `import pydantic; assert pydantic.VERSION == "${PYDANTIC}"`]).status === 0;
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pydantic==${PYDANTIC}`];
  if (!has) execFileSync(python, install, { stdio: 'inherit' });
  return python;
}
