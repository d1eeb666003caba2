import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { RayError } from '../../errors/ray-error.ts';

const run = promisify(execFile);
const NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

/**
 * The Python that Ray is installed with: the one that was named, else the first on the PATH that is 3.10 or newer and has venv.
 * Throws RayError PYTHON_MISSING.
 */
export async function findPython(named?: string): Promise<string> {
  for (const python of named === undefined ? NAMES : [named]) if (await isFit(python)) return python;
  if (named !== undefined) throw missing(`${named} is no Python >= 3.10 with its venv module: name another one`);
  throw missing('Ray needs Python >= 3.10 and none was found on the PATH: install python3 (with its venv module) and try again');
}

async function isFit(python: string): Promise<boolean> {
  try {
    await run(python, ['-c', 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)']);
    return true;
  } catch {
    return false;
  }
}

function missing(message: string): RayError {
  return new RayError(message, { code: 'PYTHON_MISSING' });
}
