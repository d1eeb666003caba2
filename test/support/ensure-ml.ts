import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { TOOLKIT } from './make-plugin.ts';

/** torch on its own first: the machine may have a build of it at hand, without CUDA. */
const INSTALLS = [['torch==2.13.0'], ['ultralytics==8.4.190']] as const;
/** In the place of the OpenCV that Ultralytics asks for, which needs a display's libraries. */
const HEADLESS = 'opencv-python-headless==5.0.0.93';

/** The Python of `.venv-ml`, with Ultralytics in it; made once, in some minutes. */
export function ensureMl(): string {
  const venv = join(TOOLKIT, '.venv-ml');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  if (works(python)) return python;
  for (const packages of INSTALLS) pip(python, 'install', ...packages);
  pip(python, 'uninstall', '--yes', 'opencv-python');
  pip(python, 'install', '--force-reinstall', '--no-deps', HEADLESS);
  if (!works(python)) addOperations(venv);
  if (!works(python)) throw new Error(`Ultralytics does not work in ${venv}: ${python} -c "${PROBE}" says why`);
  return python;
}

const PROBE =
  'import cv2, torch, torchvision, ultralytics; assert ultralytics.__version__ == "8.4.190"; torchvision.ops.nms(torch.zeros(1, 4), torch.zeros(1), 0.5)';

function works(python: string): boolean {
  return spawnSync(python, ['-c', PROBE], { stdio: 'ignore' }).status === 0;
}

function pip(python: string, ...words: readonly string[]): void {
  execFileSync(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...words], { stdio: 'inherit' });
}

/** A torchvision for CUDA beside a torch without it lacks the one operation that Ultralytics needs; it has that in plain torch, too. */
function addOperations(venv: string): void {
  const [place] = globSync('lib/python3.*/site-packages/torchvision/extension.py', { cwd: venv, absolute: true });
  if (place !== undefined) appendFileSync(place, `\n\n${readFileSync(join(TOOLKIT, 'test/ml/torchvision_ops.py'), 'utf8')}`);
}
