import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MOTO = '5.2.5';

/** The Python of a virtual environment with a server that speaks as Amazon's S3 does, made once. */
export function ensureMoto(root: string): string {
  const venv = join(root, '.actionsmith/cache/moto');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const has = spawnSync(python, ['-c', `from importlib.metadata import version; assert version("moto") == "${MOTO}"`]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `moto[s3,server]==${MOTO}`];
  if (has.status !== 0) execFileSync(python, install, { stdio: 'inherit' });
  return python;
}
