import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLKIT } from './make-plugin.ts';

/** The Python of a virtual environment with readers of coco and Pascal VOC that are not ours; made once. */
export function ensureConverterTools(): string {
  const venv = join(TOOLKIT, '.actionsmith/cache/converter-tools');
  const python = join(venv, 'bin/python');
  const requirements = join(TOOLKIT, 'test/ml/requirements-converters.txt');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const wanted = readFileSync(requirements, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('=='));
  const probe = `from importlib.metadata import version\nassert all(version(name) == wanted for name, wanted in ${JSON.stringify(wanted)})`;
  if (spawnSync(python, ['-c', probe], { stdio: 'ignore' }).status !== 0)
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], { stdio: 'inherit' });
  return python;
}
