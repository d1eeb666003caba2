import { stopOnSignals } from '../../process/stop-on-signals.ts';
import { keepCluster } from '../../ray/local/kept-cluster.ts';
import { print } from '../jobs/cluster-options.ts';
import { UsageError } from '../usage-error.ts';
import { clusterAsJson, howToAuthenticate, howToReach } from './describe-cluster.ts';

export interface ClusterUpOptions {
  readonly ray?: string;
  readonly numCpus: string;
  readonly python?: string;
  readonly json?: boolean;
}

/** Prints the address of the dashboard on stdout, and what one can do with it on stderr. */
export async function startCluster(options: ClusterUpOptions): Promise<void> {
  const numCpus = readCount(options.numCpus);
  const say = (sentence: string): void => void (options.json || process.stderr.write(`${sentence}\n`));
  const release = stopOnSignals(
    () => process.exit(130), // whatever has been started by then ends with this process
    () => {},
  );
  const { cluster, isNew } = await keepCluster({ version: options.ray, numCpus, python: options.python, onProgress: say });
  release();
  say(`Ray ${cluster.rayVersion} is ${isNew ? 'up' : 'already up'}${howToReach(cluster)}`);
  say(howToAuthenticate());
  print(options, { ...clusterAsJson(cluster), new: isNew }, cluster.dashboardUrl);
}

function readCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 10_000) return count;
  throw new UsageError(`--num-cpus takes a whole number of at least 1 (got ${JSON.stringify(text)})`);
}
