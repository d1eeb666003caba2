import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RayError } from '../errors/ray-error.ts';
import { findPython } from './local/find-python.ts';
import { cacheFolder } from '../process/user-folders.ts';

/** The release that the tests and the demo run on. */
export const RAY_VERSION = '2.60.0';

const VERSION = /^\d+\.\d+\.\d+(?:rc\d+)?$/;
const INSTALLING = { stale: 60_000, retries: { retries: 600, factor: 1, minTimeout: 1_000 } } as const; // ten minutes for whoever came first

export interface RayVenv {
  readonly folder: string;
  /** The folder with `ray`, `python` and `pip`. */
  readonly bin: string;
  readonly ray: string;
}

export interface EnsureRayVenvOptions {
  /** Ray's release; default: the one that this package is tested with. */
  readonly version?: string | undefined;
  /** Default: the first Python >= 3.10 on the PATH. */
  readonly python?: string | undefined;
  /** Told what takes long, one sentence a time. */
  readonly onProgress?: ((sentence: string) => void) | undefined;
}

/**
 * The Python environment `.venv` in a folder, with Ray in it; made when it is missing, completed when an earlier attempt broke off.
 * Throws RayError PYTHON_MISSING where no Python >= 3.10 is on the PATH, VENV_FAILED when the installation fails (its last words are in the message).
 */
export function ensureRayVenv(folder: string, options: EnsureRayVenvOptions = {}): Promise<RayVenv> {
  return ensureAt(join(folder, '.venv'), options);
}

/** The same in the user's cache, one environment a release of Ray. */
export function ensureManagedRay(options: EnsureRayVenvOptions = {}): Promise<RayVenv> {
  const { version = RAY_VERSION } = options;
  if (!VERSION.test(version))
    throw new RayError(`${JSON.stringify(version)} is no release of Ray: write it as ${RAY_VERSION}`, { code: 'BAD_RAY_VERSION' });
  return ensureAt(join(cacheFolder(), 'ray', version), options);
}

async function ensureAt(folder: string, options: EnsureRayVenvOptions): Promise<RayVenv> {
  const { version = RAY_VERSION } = options;
  const venv = describe(folder);
  if (hasRay(venv, version)) return venv;
  mkdirSync(folder, { recursive: true });
  const { default: lockfile } = await import('proper-lockfile');
  const release = await lockfile.lock(folder, INSTALLING);
  try {
    if (!hasRay(venv, version)) await install(venv, version, options); // somebody else may have been faster
  } finally {
    await release();
  }
  return venv;
}

async function install(venv: RayVenv, version: string, { python, onProgress }: EnsureRayVenvOptions): Promise<void> {
  const uv = findOnPath('uv');
  const own = join(venv.bin, 'python');
  const isMade = existsSync(uv === undefined ? join(venv.bin, 'pip') : own);
  const found = isMade ? undefined : await findPython(python);
  onProgress?.(`installing ray ${version} into ${venv.folder} (once, about a minute)`);
  const wanted = `ray[serve]==${version}`;
  if (uv !== undefined) {
    if (found !== undefined) await runLoudly(uv, ['venv', '--quiet', '--allow-existing', '--python', found, venv.folder]);
    await runLoudly(uv, ['pip', 'install', '--quiet', '--python', own, wanted]);
    return;
  }
  if (found !== undefined) await runLoudly(found, ['-m', 'venv', venv.folder]);
  await runLoudly(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted]);
}

function describe(folder: string): RayVenv {
  const bin = join(folder, 'bin');
  return { folder, bin, ray: join(bin, 'ray') };
}

/** By the installed metadata: an installer writes it last, so a broken installation does not count, and no Python has to start. */
function hasRay(venv: RayVenv, version: string): boolean {
  const lib = join(venv.folder, 'lib');
  if (!existsSync(venv.ray) || !existsSync(lib)) return false;
  return readdirSync(lib).some((python) => existsSync(join(lib, python, 'site-packages', `ray-${version}.dist-info`, 'RECORD')));
}

function findOnPath(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
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
