import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RayError } from '../errors/ray-error.ts';

/** The release that the tests and the demo run on. */
export const RAY_VERSION = '2.60.0';

const run = promisify(execFile);
const PYTHONS = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

export interface RayVenv {
  readonly folder: string;
  /** The folder with `ray`, `python` and `pip`. */
  readonly bin: string;
  readonly ray: string;
}

export interface EnsureRayVenvOptions {
  /** Told what takes long, one sentence a time. */
  readonly onProgress?: (sentence: string) => void;
}

/**
 * The Python environment `.venv` in a folder, with Ray in it; made when it is missing, completed when an earlier attempt broke off.
 * Throws RayError PYTHON_MISSING where no Python >= 3.10 is on the PATH, VENV_FAILED when pip fails (its last words are in the message).
 */
export async function ensureRayVenv(folder: string, options: EnsureRayVenvOptions = {}): Promise<RayVenv> {
  const venv = describe(join(folder, '.venv'));
  if (hasRay(venv)) return venv;
  if (!existsSync(join(venv.bin, 'pip'))) await runLoudly(await findPython(), ['-m', 'venv', venv.folder]);
  options.onProgress?.(`installing ray ${RAY_VERSION} into ${venv.folder} (once, about a minute)`);
  await runLoudly(join(venv.bin, 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `ray[serve]==${RAY_VERSION}`,
  ]);
  return venv;
}

function describe(folder: string): RayVenv {
  const bin = join(folder, 'bin');
  return { folder, bin, ray: join(bin, 'ray') };
}

/** By the installed metadata: pip writes it last, so a broken installation does not count, and no Python has to start. */
function hasRay(venv: RayVenv): boolean {
  const lib = join(venv.folder, 'lib');
  if (!existsSync(venv.ray) || !existsSync(lib)) return false;
  return readdirSync(lib).some((python) => existsSync(join(lib, python, 'site-packages', `ray-${RAY_VERSION}.dist-info`, 'RECORD')));
}

async function findPython(): Promise<string> {
  for (const python of PYTHONS) if (await isNewEnough(python)) return python;
  throw new RayError('Ray needs Python >= 3.10 and none was found on the PATH: install python3 (with its venv module) and try again', {
    code: 'PYTHON_MISSING',
  });
}

async function isNewEnough(python: string): Promise<boolean> {
  try {
    await run(python, ['-c', 'import sys, venv; sys.exit(0 if sys.version_info >= (3, 10) else 1)']);
    return true;
  } catch {
    return false;
  }
}

function runLoudly(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-2000));
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (cause) => reject(failed(command, cause.message)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(`${command} ${args.join(' ')}`, said.trim()))));
  });
}

function failed(command: string, said: string): RayError {
  return new RayError(`the Python environment for Ray could not be made: ${command} failed\n${said}`, { code: 'VENV_FAILED' });
}
