import type { RayJobsClient } from '../jobs-client.ts';
import { describeAmount, type NodeState, readNodes, readRuntimeEnvs, readSupervisor, type Supervisor } from './cluster-state.ts';

/** What a PENDING job waits for, in a sentence; undefined where nothing is to be seen that keeps it. Asks Ray's state API. */
export async function explainPending(client: RayJobsClient, id: string): Promise<string | undefined> {
  const supervisor = await readSupervisor(client, id);
  if (supervisor === undefined)
    return "Ray has not begun with it: where this lasts, its agent on the head node may be down, or a second Ray on that host has the agent's port";
  if (supervisor.state === 'ALIVE') return undefined;
  const nodes = await readNodes(client);
  return explainResources(supervisor, nodes) ?? (await explainRuntimeEnv(client, supervisor));
}

/** Why no node takes it. */
export function explainResources({ required, labels }: Supervisor, nodes: readonly NodeState[]): string | undefined {
  const labelled = nodes.filter((node) =>
    Object.entries(labels).every(([name, value]) => /[!(]/.test(value) || node.labels[name] === value),
  );
  if (labelled.length === 0) return `no node of the cluster has the labels ${JSON.stringify(labels)}`;
  for (const [name, amount] of Object.entries(required)) {
    const largest = Math.max(...labelled.map(({ total }) => total[name] ?? 0));
    if (largest === 0) return `it needs ${describeAmount(name, amount)}, and no node of the cluster has any`;
    if (largest < amount)
      return `it needs ${describeAmount(name, amount)}, and the largest node of the cluster has ${describeAmount(name, largest)}`;
  }
  const isFree = ({ total, used }: NodeState): boolean =>
    Object.entries(required).every(([name, amount]) => (total[name] ?? 0) - (used[name] ?? 0) >= amount);
  if (Object.keys(required).length === 0 || labelled.some(isFree)) return undefined;
  const needs = Object.entries(required).map(([name, amount]) => {
    const [total, used] = [sum(labelled, 'total', name), sum(labelled, 'used', name)];
    return `${describeAmount(name, amount)} (${describeAmount(name, total)} there, ${describeAmount(name, used)} in use)`;
  });
  return `it waits until other work is done: it needs ${needs.join(' and ')}`;
}

async function explainRuntimeEnv(client: RayJobsClient, { runtimeEnv }: Supervisor): Promise<string | undefined> {
  const found = (await readRuntimeEnvs(client)).find((one) => one.key === runtimeEnv.key);
  const installs = ['pip', 'uv', 'conda', 'image_uri', 'container'].filter((name) => name in runtimeEnv.value);
  if (found?.success === false) return `its runtime_env cannot be set up: ${lastLine(found.error)}`;
  if (installs.length > 0) return `its runtime_env is being set up (${installs.join(', ')}): the first time on a node this takes long`;
  return found?.success === null ? 'its runtime_env is being set up' : undefined;
}

function sum(nodes: readonly NodeState[], what: 'total' | 'used', name: string): number {
  return nodes.reduce((all, node) => all + (node[what][name] ?? 0), 0);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
