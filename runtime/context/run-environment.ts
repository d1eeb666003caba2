import { PluginEnvironment } from './plugin-environment.ts';

/** What the contract says of a run's environment. */
export interface ContractEnvironment {
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** In Ray's own words. */
  readonly runtimeEnv?: Readonly<Record<string, unknown>> | undefined;
}

/** What a caller may give as the environment of a run. */
export type GivenEnvironment = PluginEnvironment | Readonly<Record<string, string | undefined>>;

/**
 * The environment of a run, by the one rule for every mode: what the caller gives (`env` of an executor, `--env`) wins over `env_vars` of the
 * runtime_env, these over `env` in config.yaml, and that over the environment of the process.
 */
export function runEnvironment(
  contract: ContractEnvironment,
  given: GivenEnvironment = {},
  ofProcess: Readonly<Record<string, string | undefined>> = process.env,
): PluginEnvironment {
  return new PluginEnvironment(ofProcess)
    .merge(contract.env ?? {})
    .merge(envVars(contract.runtimeEnv))
    .merge(given);
}

/** The part of it that travels with a job. Ray itself sets `env_vars`, in which it fills in variables of its own, so they are left to it. */
export function travellingEnvironment({ env = {}, runtimeEnv }: ContractEnvironment, given: GivenEnvironment = {}): Record<string, string> {
  const ofRay = envVars(runtimeEnv);
  const contract = Object.entries(env).filter(([name]) => !Object.hasOwn(ofRay, name));
  return new PluginEnvironment(Object.fromEntries(contract)).merge(given).toObject();
}

/** Texts only: what else there is, a submit refuses. */
function envVars(runtimeEnv: ContractEnvironment['runtimeEnv']): Record<string, string> {
  const given = runtimeEnv?.['env_vars'];
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
