import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import type { Credentials } from '../../backend/http/backend-address.ts';

/** Our names, and those by which other tools of the backend start their jobs. */
const NAMES = {
  url: ['ACTIONSMITH_BACKEND_URL', 'ACTIONSMITH_BACKEND', 'SYNAPSE_HOST'],
  jobId: ['ACTIONSMITH_JOB_ID', 'SYNAPSE_JOB_ID'],
  accessToken: ['ACTIONSMITH_BACKEND_TOKEN', 'SYNAPSE_ACCESS_TOKEN'],
  userToken: ['ACTIONSMITH_BACKEND_USER_TOKEN', 'SYNAPSE_PLUGIN_RUN_USER_TOKEN'],
  tenant: ['ACTIONSMITH_BACKEND_TENANT', 'SYNAPSE_PLUGIN_RUN_TENANT'],
} as const;

export interface NamedBackend extends Credentials {
  readonly url: string;
  /** Of the run there; without one, it reports to none. */
  readonly jobId: string | undefined;
}

/** The backend that the environment of a run names, and its job there. */
export function backendOfEnvironment(env: PluginEnvironment, jobId?: string): NamedBackend | undefined {
  const read = (names: readonly string[]): string | undefined => names.map((name) => env.get(name)).find(Boolean);
  const url = read(NAMES.url);
  if (url === undefined) return undefined;
  return {
    url,
    jobId: jobId ?? read(NAMES.jobId),
    accessToken: read(NAMES.accessToken),
    userToken: read(NAMES.userToken),
    tenant: read(NAMES.tenant),
  };
}
