import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RayError } from '../../errors/ray-error.ts';
import { ensureManagedRay, RAY_VERSION } from '../ray-venv.ts';
import { endRayHead, type HeadOptions, isHeadAlive, startRayHead } from './ray-head.ts';
import { clusterStateFile, clusterTokenFile, type KeptCluster, readClusterState } from './cluster-state.ts';
import { stateFolder } from '../../process/user-folders.ts';

const DEFAULT_PORT = 8265;
const BUSY = { stale: 30_000, retries: { retries: 1500, factor: 1, minTimeout: 200 } } as const; // five minutes: the other one may be installing Ray

export interface KeptClusterOptions extends Omit<HeadOptions, 'token'> {
  readonly version?: string | undefined;
  readonly python?: string | undefined;
  readonly onProgress?: ((sentence: string) => void) | undefined;
}

/** The cluster that is up, started now where none was. Throws RayError PYTHON_MISSING, VENV_FAILED, CLUSTER_START_FAILED, OTHER_RAY_VERSION. */
export function keepCluster(options: KeptClusterOptions = {}): Promise<{ readonly cluster: KeptCluster; readonly isNew: boolean }> {
  return alone(async () => {
    const { version = RAY_VERSION } = options;
    const there = findKeptCluster();
    if (there !== undefined) return { cluster: sameVersion(there, options.version), isNew: false };
    await forget();
    const venv = await ensureManagedRay(options);
    const { default: writeFileAtomic } = await import('write-file-atomic');
    const token = randomBytes(32).toString('hex');
    await writeFileAtomic(clusterTokenFile(), token, { mode: 0o600 });
    const head = await startRayHead(venv, { dashboardPort: DEFAULT_PORT, ...options, token });
    const cluster = { ...head, rayVersion: version, startedAt: Date.now() };
    await writeFileAtomic(clusterStateFile(), `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
    return { cluster, isNew: true };
  });
}

/** The cluster that is up. One whose process has ended, or whose pid is another process's by now, is none. */
export function findKeptCluster(): KeptCluster | undefined {
  const kept = readClusterState();
  return kept !== undefined && isHeadAlive(kept) ? kept : undefined;
}

/** Ends the cluster, with its jobs; what a cluster left that was killed goes too. Gives what was up, if anything. */
export function endKeptCluster(): Promise<KeptCluster | undefined> {
  return alone(async () => {
    const there = findKeptCluster();
    await forget();
    return there;
  });
}

async function forget(): Promise<void> {
  const kept = readClusterState();
  if (kept !== undefined) await endRayHead(kept);
  for (const file of [clusterStateFile(), clusterTokenFile()]) rmSync(file, { force: true });
}

function sameVersion(there: KeptCluster, wanted: string | undefined): KeptCluster {
  if (wanted === undefined || wanted === there.rayVersion) return there;
  throw new RayError(`a cluster with Ray ${there.rayVersion} is up: end it first with \`actionsmith cluster down\``, {
    code: 'OTHER_RAY_VERSION',
  });
}

/** One at a time: two commands would else start two clusters, of which one would be lost. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const folder = stateFolder();
  mkdirSync(folder, { recursive: true });
  const { default: lockfile } = await import('proper-lockfile');
  const release = await lockfile.lock(folder, { ...BUSY, lockfilePath: join(folder, 'cluster.lock') });
  try {
    return await work();
  } finally {
    await release();
  }
}
