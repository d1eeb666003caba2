import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { TOOLKIT } from './make-plugin.ts';

/** What the example asks its users to install, and readers of datasets that are not ours. */
const REQUIREMENTS = ['examples/yolo/requirements.txt', 'test/ml/requirements-converters.txt'].map((path) => join(TOOLKIT, path));
/** In the place of the OpenCV that these ask for, which needs a display's libraries. */
const HEADLESS = 'opencv-python-headless==5.0.0.93';

/** The Python of `.venv-ml`, with all that this lane needs in it; made once, in some minutes. */
export function ensureMl(): string {
  const venv = join(TOOLKIT, '.venv-ml');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  if (failureOf(python) === undefined) return python;
  pip(python, 'install', ...REQUIREMENTS.flatMap((path) => ['-r', path]));
  pip(python, 'uninstall', '--yes', 'opencv-python');
  pip(python, 'install', '--force-reinstall', '--no-deps', HEADLESS);
  if (failureOf(python) !== undefined) addOperations(venv);
  const failure = failureOf(python);
  if (failure !== undefined) throw new Error(`what is installed in ${venv} does not work: ${failure}`);
  return python;
}

/** What Python says where a release is another one, or the one operation of torchvision that trainings need is not there. */
function failureOf(python: string): string | undefined {
  const wanted = REQUIREMENTS.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n')).map((line) => line.split('=='));
  const probe = [
    'from importlib.metadata import version',
    'import cv2, torch, torchvision, ultralytics',
    `for name, wanted in ${JSON.stringify(wanted)}: assert version(name).split("+")[0] == wanted, name`, // torch names its build: 2.13.0+cpu
    'torchvision.ops.nms(torch.zeros(1, 4), torch.zeros(1), 0.5)',
  ].join('\n');
  const { status, stderr } = spawnSync(python, ['-c', probe], { encoding: 'utf8' });
  return status === 0 ? undefined : stderr;
}

function pip(python: string, ...words: readonly string[]): void {
  execFileSync(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...words], { stdio: 'inherit' });
}

/** A torchvision for CUDA beside a torch without it lacks the one operation that Ultralytics needs; it has that in plain torch, too. */
function addOperations(venv: string): void {
  const operations = readFileSync(join(TOOLKIT, 'test/ml/torchvision_ops.py'), 'utf8');
  const [place] = globSync('lib/python3.*/site-packages/torchvision/extension.py', { cwd: venv, absolute: true });
  if (place !== undefined && !readFileSync(place, 'utf8').includes(operations)) appendFileSync(place, `\n\n${operations}`);
}
