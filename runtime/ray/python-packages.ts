import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { parseRequirements } from './parse-requirements.ts';

/** What config.yaml says about Python packages. */
export interface PythonSpec {
  /** Default pip. */
  readonly manager?: 'pip' | 'uv';
  readonly options?: readonly string[];
  /** A folder of the plugin whose `*.whl` travel; default `wheels`. */
  readonly wheelsDir?: string;
}

/** Python packages that a remote run needs, in the words of pip. */
export interface PythonPackages {
  readonly manager: 'pip' | 'uv';
  readonly packages: readonly string[];
  /** Of the installer: `--index-url`, … */
  readonly options: readonly string[];
}

const REQUIREMENTS = 'requirements.txt';
/** Ray puts the unpacked package here before it installs anything. */
const WORKING_DIR = '${RAY_RUNTIME_ENV_CREATE_WORKING_DIR}';

/**
 * What a plugin's requirements.txt and its folder of wheels ask for; undefined where it has neither. Wheels are files of the package, at the same path.
 * Throws BAD_REQUIREMENTS with file and line.
 */
export async function readPythonPackages(folder: string, spec: PythonSpec = {}): Promise<PythonPackages | undefined> {
  const { manager = 'pip', options = [] } = spec;
  const file = join(folder, REQUIREMENTS);
  const asked = existsSync(file) ? parseRequirements(await readFile(file, 'utf8'), REQUIREMENTS) : { packages: [], options: [] };
  const wheels = (await findWheels(folder, spec)).map((path) => `${WORKING_DIR}/${path}`);
  const packages = [...asked.packages, ...wheels];
  return packages.length === 0 ? undefined : { manager, packages, options: [...asked.options, ...options] };
}

/** The wheels of a plugin, as paths from its folder. Throws WHEELS_MISSING for a folder that config.yaml names and that is not there. */
export async function findWheels(folder: string, { wheelsDir }: PythonSpec): Promise<string[]> {
  const place = (wheelsDir ?? 'wheels').replace(/^\.\//, '').replace(/\/+$/, '');
  if (!existsSync(join(folder, place))) {
    if (wheelsDir === undefined) return [];
    throw new ActionsmithError(`wheels_dir: there is no folder ${wheelsDir} in the plugin`, { code: 'WHEELS_MISSING' });
  }
  const names = (await readdir(join(folder, place))).filter((name) => name.endsWith('.whl'));
  return names.toSorted().map((name) => `${place}/${name}`);
}
