import { findKeptCluster } from '../../ray/local/kept-cluster.ts';
import { print } from '../jobs/cluster-options.ts';
import { clusterAsJson, howToReach } from './describe-cluster.ts';

/** One line; the exit code says it too. */
export async function showCluster(options: { readonly json?: boolean }): Promise<void> {
  const cluster = findKeptCluster();
  if (cluster === undefined) {
    process.exitCode = 1;
    return print(options, { up: false }, 'no cluster is up: actionsmith cluster up');
  }
  print(options, clusterAsJson(cluster), `Ray ${cluster.rayVersion} is up at ${cluster.dashboardUrl}${howToReach(cluster)}`);
}
