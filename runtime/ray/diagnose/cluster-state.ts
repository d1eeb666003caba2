import type { RayJobsClient } from '../jobs-client.ts';

/** A node that is alive: what it has, what of that is in use, by Ray's names. Memory in bytes. */
export interface NodeState {
  readonly total: Readonly<Record<string, number>>;
  readonly used: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** The actor that runs a job's command, and what it was asked for with. */
export interface Supervisor {
  readonly state: string;
  readonly required: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly runtimeEnv: RuntimeEnvKey;
}

interface RuntimeEnvKey {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface RuntimeEnvState {
  readonly key: string;
  /** Null while it is made. */
  readonly success: boolean | null;
  readonly error: string;
}

/** GET /api/v0/actors. Undefined where the job has none (yet). */
export async function readSupervisor(client: RayJobsClient, id: string): Promise<Supervisor | undefined> {
  const [actor] = await client.state('actors', { name: `_ray_internal_job_actor_${id}` });
  if (actor === undefined) return undefined;
  return {
    state: String(actor['state']),
    required: numbers(actor['required_resources']),
    labels: texts(actor['label_selector']),
    runtimeEnv: keyOf(parse(actor['serialized_runtime_env'])),
  };
}

/** GET /api/v0/nodes and /api/cluster_status: the second knows what is in use. */
export async function readNodes(client: RayJobsClient): Promise<NodeState[]> {
  const [nodes, usage] = await Promise.all([client.state('nodes', { state: 'ALIVE' }), client.usageByNode()]);
  return nodes.map((node) => ({
    total: numbers(node['resources_total']),
    used: numbers(usage[String(node['node_id'])]),
    labels: texts(node['labels']),
  }));
}

/** GET /api/v0/runtime_envs: those that a node makes or has made. */
export async function readRuntimeEnvs(client: RayJobsClient): Promise<RuntimeEnvState[]> {
  return (await client.state('runtime_envs')).map((one) => ({
    key: keyOf(one['runtime_env']).key,
    success: typeof one['success'] === 'boolean' ? one['success'] : null,
    error: String(one['error'] ?? ''),
  }));
}

/** `3 CPU`, `4.0 GiB memory`. */
export function describeAmount(name: string, amount: number): string {
  if (name.endsWith('memory')) return `${(amount / 1024 ** 3).toFixed(1)} GiB ${name}`;
  return `${Number(amount.toFixed(4))} ${name}`;
}

/** The same text for the same runtime_env, whatever the order of its keys. */
function keyOf(value: unknown): RuntimeEnvKey {
  const known = isObject(value) ? value : {};
  const sorted = (one: unknown): unknown =>
    isObject(one)
      ? Object.fromEntries(
          Object.keys(one)
            .toSorted()
            .map((name) => [name, sorted(one[name])]),
        )
      : one;
  return { key: JSON.stringify(sorted(known)), value: known };
}

function numbers(value: unknown): Record<string, number> {
  if (!isObject(value)) return {};
  // cluster_status says [used, total], and writes some names in another way
  const entries = Object.entries(value).map(
    ([name, amount]) => [OTHER_NAMES[name] ?? name, Number(Array.isArray(amount) ? amount[0] : amount)] as const,
  );
  return Object.fromEntries(entries.filter(([, amount]) => Number.isFinite(amount)));
}

const OTHER_NAMES: Readonly<Record<string, string>> = { objectStoreMemory: 'object_store_memory' };

function texts(value: unknown): Record<string, string> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)])) : {};
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
