import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stillAlive } from '../../process/process-tree.ts';
import type { RayHead } from './ray-head.ts';
import { stateFolder } from '../../process/user-folders.ts';

/**
 * The cluster of `actionsmith cluster`: it outlives the process that started it, and any other can end it. It takes its own token alone, because
 * some of Ray's servers listen on all interfaces whatever they are told.
 */
export interface KeptCluster extends RayHead {
  readonly rayVersion: string;
  readonly startedAt: number;
}

/** Where the cluster is remembered. */
export function clusterStateFile(): string {
  return join(stateFolder(), 'cluster.json');
}

/** Where its token is, for its user alone; as RAY_AUTH_TOKEN_PATH takes it. */
export function clusterTokenFile(): string {
  return join(stateFolder(), 'cluster.token');
}

/** The cluster as it was remembered, whether it lives or not. A file that is none of ours, or was cut off, counts as none. */
export function readClusterState(): KeptCluster | undefined {
  try {
    const state = JSON.parse(readFileSync(clusterStateFile(), 'utf8')) as Partial<KeptCluster>;
    return isWhole(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** The token of the cluster at that address, where it is the one of `actionsmith cluster` and is up. */
export function keptToken(dashboardUrl: string): string | undefined {
  const kept = readClusterState();
  if (kept === undefined || portOf(kept.dashboardUrl) !== portOf(dashboardUrl) || !isLoopback(dashboardUrl)) return undefined;
  if (stillAlive([kept.process]).length === 0) return undefined; // another Ray may have its port by now
  try {
    return readFileSync(clusterTokenFile(), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function isWhole(state: Partial<KeptCluster>): state is KeptCluster {
  const { process: head, tempDir, dashboardUrl, rayVersion } = state;
  const isHead = typeof head?.pid === 'number' && typeof head.start === 'string';
  return isHead && /\/asr-\w+$/.test(tempDir ?? '') && typeof dashboardUrl === 'string' && typeof rayVersion === 'string';
}

function portOf(url: string): string {
  return new URL(url).port;
}

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
}
