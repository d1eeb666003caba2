import type { ApplicationDetails, ReplicaDetails } from '../../../generated/ray-serve/types.ts';
import type { DashboardHttp } from '../http/dashboard-http.ts';
import { isRayError } from '../is-ray-error.ts';

/** The end of what one replica has logged. */
export interface ReplicaLog {
  readonly deployment: string;
  readonly replica: string;
  /** Ray's word: RUNNING, STARTING, … */
  readonly state: string;
  readonly text: string;
}

/** A node that is gone has taken its logs with it: such a replica has an empty text. */
export async function readReplicaLogs(
  http: DashboardHttp,
  { deployments = {} }: ApplicationDetails,
  lines: number,
  signal?: AbortSignal,
): Promise<ReplicaLog[]> {
  const replicas = Object.entries(deployments).flatMap(([deployment, { replicas = [], recent_dead_replicas = [] }]) =>
    [...recent_dead_replicas.slice(-1), ...replicas].map((replica) => ({ deployment, replica })),
  );
  return Promise.all(
    replicas.map(async ({ deployment, replica }) => ({
      deployment,
      replica: replica.replica_id ?? '?',
      state: replica.state ?? '?',
      text: await readLog(http, replica, lines, signal),
    })),
  );
}

async function readLog(
  http: DashboardHttp,
  { node_id, log_file_path }: ReplicaDetails,
  lines: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (typeof node_id !== 'string' || typeof log_file_path !== 'string') return '';
  const query = { node_id, filename: log_file_path.replace(/^\/+/, ''), lines, timeout: 10 };
  try {
    return await http.text({ method: 'GET', path: '/api/v0/logs/file', query, idempotent: true, signal });
  } catch (error) {
    if (isRayError(error)) return '';
    throw error;
  }
}
