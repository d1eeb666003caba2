import type { RayJobsClient } from '../jobs-client.ts';
import { type Finding, ok, warning } from './finding.ts';

/** A machine of the cluster that lives. */
export interface ClusterNode {
  readonly ip: string;
  readonly isHead: boolean;
  readonly resources: Readonly<Record<string, number>>;
}

/** The machines that live, the head first. GET /api/v0/nodes. */
export async function listNodes(client: RayJobsClient, signal: AbortSignal): Promise<ClusterNode[]> {
  const nodes = (await client.state('nodes', {}, { signal })).flatMap((row) => asNode(row));
  return nodes.toSorted((one, other) => Number(other.isHead) - Number(one.isHead));
}

/** What all machines together have. */
export function judgeResources(nodes: readonly ClusterNode[]): Finding {
  const sum = (name: string): number => nodes.reduce((total, { resources }) => total + (resources[name] ?? 0), 0);
  const has = [count(nodes.length, 'machine'), count(sum('CPU'), 'CPU'), count(sum('GPU'), 'GPU'), gibibytes(sum('memory'))].join(', ');
  if (sum('CPU') > 0) return ok('resources', has);
  return warning('resources', `${has}: what asks for a CPU will wait`, 'start Ray with --num-cpus, or add a machine');
}

function asNode({ node_ip, is_head_node, state, resources_total }: Readonly<Record<string, unknown>>): ClusterNode[] {
  if (state !== 'ALIVE' || typeof node_ip !== 'string' || typeof resources_total !== 'object' || resources_total === null) return [];
  return [{ ip: node_ip, isHead: is_head_node === true, resources: resources_total as Readonly<Record<string, number>> }];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
