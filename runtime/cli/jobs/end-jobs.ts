import { JobWatch } from '../../ray/follow/job-watch.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { type ClusterOptions, print } from './cluster-options.ts';

/** Stops a job, lets it clean up, and prints the status that it ended with. */
export async function stopJob(id: string, options: ClusterOptions): Promise<void> {
  const client = new RayJobsClient({ address: options.address });
  await client.stop(id);
  const { status } = await new JobWatch(client, id).untilEnded();
  print(options, { id, status }, status);
}

/** Removes a job that has ended from the cluster's list; its log can then no longer be read. */
export async function deleteJob(id: string, options: ClusterOptions): Promise<void> {
  await new RayJobsClient({ address: options.address }).delete(id);
  print(options, { id, deleted: true }, `${id} deleted`);
}
