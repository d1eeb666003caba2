import { abandonRayHead, endRayHead, type HeadOptions, startRayHead } from './local/ray-head.ts';
import { ensureManagedRay, ensureRayVenv, type RayVenv } from './ray-venv.ts';

export interface LocalClusterOptions extends HeadOptions {
  /** A folder whose `.venv` holds Ray; it is made when it is missing. Default: one in the user's cache. */
  readonly folder?: string | undefined;
  /** Ray's release; default: the one that this package is tested with. */
  readonly version?: string | undefined;
  /** Told what takes long, one sentence a time. */
  readonly onProgress?: ((sentence: string) => void) | undefined;
}

export interface LocalCluster {
  readonly dashboardUrl: string;
  readonly venv: RayVenv;
  /** `host:port` for `ray` commands. */
  readonly gcsAddress: string;
  /** `ray://host:port` for Ray Client, in Python. */
  readonly clientAddress: string;
  /** The process that holds all of Ray's processes. */
  readonly pid: number;
  /** Ends exactly what was started and removes its files. May be called twice. */
  stop(): Promise<void>;
}

/**
 * One real Ray on this machine, on free ports of 127.0.0.1, for tests and the demo; it ends with this process at the latest.
 * Throws RayError CLUSTER_START_FAILED with Ray's own last words.
 */
export async function startLocalCluster(options: LocalClusterOptions = {}): Promise<LocalCluster> {
  const { folder } = options;
  const venv = await (folder === undefined ? ensureManagedRay(options) : ensureRayVenv(folder, options));
  const head = await startRayHead(venv, options);
  const onExit = (): void => abandonRayHead(head); // whatever ends this process, nothing of Ray stays behind
  process.once('exit', onExit);
  const stop = once(() => endRayHead(head).finally(() => process.off('exit', onExit)));
  const { dashboardUrl, gcsAddress, clientAddress } = head;
  return { dashboardUrl, venv, gcsAddress, clientAddress, pid: head.process.pid, stop };
}

function once<T>(action: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= action());
}
