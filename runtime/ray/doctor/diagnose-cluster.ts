import { pause } from '../../timing/backoff.ts';
import { isRayError } from '../is-ray-error.ts';
import { RayJobsClient } from '../jobs-client.ts';
import { checkAccess, describeToken } from './check-access.ts';
import { checkGateway } from './check-gateway.ts';
import { checkMachines } from './check-machines.ts';
import { type ClusterNode, judgeResources, listNodes } from './check-resources.ts';
import { type Finding, warning } from './finding.ts';
import { ProbeJobs } from './probe-job.ts';

/** All together stay under a minute, also where nothing answers. */
const ACCESS_MS = 8_000;
const NODES_MS = 3_000;
/** Ray itself takes ten seconds to find that its job agent is not there; on a machine that is busy a job takes more to start. */
const JOBS_MS = 30_000;
const CLEAN_UP_MS = 4_000;

export interface DiagnoseOptions {
  /** URL of the dashboard. */
  readonly address: string;
  /** Told what is being asked, one sentence a time. */
  readonly onProgress?: ((sentence: string) => void) | undefined;
}

/** Looks at everything that a run on the cluster needs, and says what is wrong with it. */
export async function diagnoseCluster({ address, onProgress = () => {} }: DiagnoseOptions): Promise<Finding[]> {
  const token = describeToken(address);
  if (token.verdict === 'problem') return [token];
  const client = new RayJobsClient({ address, retries: 0, timeoutMs: JOBS_MS });
  onProgress(`asking ${address} what it is`);
  const access = await checkAccess(client, token, AbortSignal.timeout(ACCESS_MS));
  if (access.some(({ verdict }) => verdict === 'problem')) return access;
  const machines = await findMachines(client);
  onProgress('running small jobs there');
  const limit = AbortSignal.timeout(JOBS_MS);
  const probes = new ProbeJobs(client);
  try {
    const [jobs, gateway] = await Promise.all([checkMachines(probes, machines.nodes, limit), checkGateway(probes, client.address, limit)]);
    return [...access, machines.finding, ...jobs, gateway];
  } finally {
    await probes.forget(AbortSignal.timeout(CLEAN_UP_MS));
  }
}

async function findMachines(client: RayJobsClient): Promise<{ readonly nodes: readonly ClusterNode[]; readonly finding: Finding }> {
  const signal = AbortSignal.timeout(NODES_MS);
  try {
    let nodes = await listNodes(client, signal);
    while (nodes.length === 0) {
      await pause(200, signal); // a dashboard answers some time before its first machine is there
      nodes = await listNodes(client, signal);
    }
    return { nodes, finding: judgeResources(nodes) };
  } catch (error) {
    if (!isRayError(error) && !signal.aborted) throw error;
    const fix = 'let /api/v0 through, where a gateway is in between: live logs come that way too';
    return { nodes: [], finding: warning('resources', 'what the cluster has could not be read', fix) };
  }
}
