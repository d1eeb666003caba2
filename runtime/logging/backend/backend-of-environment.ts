import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import type { BackendLoggerOptions } from './backend-logger.ts';

/** Our names, and those by which other tools of the backend start their jobs. */
const NAMES = {
  url: ['ACTIONSMITH_BACKEND', 'SYNAPSE_HOST'],
  jobId: ['ACTIONSMITH_JOB_ID', 'SYNAPSE_JOB_ID'],
  accessToken: ['ACTIONSMITH_BACKEND_TOKEN', 'SYNAPSE_ACCESS_TOKEN'],
  userToken: ['ACTIONSMITH_BACKEND_USER_TOKEN', 'SYNAPSE_PLUGIN_RUN_USER_TOKEN'],
  tenant: ['ACTIONSMITH_BACKEND_TENANT', 'SYNAPSE_PLUGIN_RUN_TENANT'],
} as const;

/** The backend that the environment of a run names, and its job there; undefined where one of the two is missing: the run then reports to none. */
export function backendOfEnvironment(env: PluginEnvironment, jobId?: string): BackendLoggerOptions | undefined {
  const read = (names: readonly string[]): string | undefined => names.map((name) => env.get(name)).find(Boolean);
  const url = read(NAMES.url);
  const job = jobId ?? read(NAMES.jobId);
  if (url === undefined || job === undefined) return undefined;
  return { url, jobId: job, accessToken: read(NAMES.accessToken), userToken: read(NAMES.userToken), tenant: read(NAMES.tenant) };
}
