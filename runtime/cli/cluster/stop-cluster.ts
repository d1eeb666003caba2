import { endKeptCluster } from '../../ray/local/kept-cluster.ts';
import { print } from '../jobs/cluster-options.ts';

/** Ends the cluster; where none is up, there is nothing to do. */
export async function stopCluster(options: { readonly json?: boolean }): Promise<void> {
  const ended = await endKeptCluster();
  const text = ended === undefined ? 'no cluster was up' : `the cluster at ${ended.dashboardUrl} is down`;
  print(options, { up: false, ended: ended !== undefined, ...(ended && { dashboardUrl: ended.dashboardUrl }) }, text);
}
