import { RayJobExecutor } from '../../executors/ray-job-executor.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { type ClusterOptions, print } from './cluster-options.ts';
import { sayPending } from './say-pending.ts';

/** Stops a job, lets it clean up, and prints the status that it ended with; with `wait: false` only asks it to stop. Says what a PENDING one waits for. */
export async function stopJob(id: string, options: ClusterOptions & { readonly wait?: boolean }): Promise<void> {
  const run = new RayJobExecutor({ dashboardUrl: options.address }).attach(id);
  if (options.wait === false) {
    await new RayJobsClient({ address: options.address }).stop(id);
    return print(options, { id, status: await run.status() }, await run.status());
  }
  const ended = sayPending(run, (sentence) => process.stderr.write(`${sentence}. It stops as soon as Ray could start it\n`));
  try {
    await run.cancel();
  } finally {
    ended();
  }
  const status = await run.status();
  print(options, { id, status }, status);
}

/** Removes a job that has ended from the cluster's list; its log can then no longer be read. */
export async function deleteJob(id: string, options: ClusterOptions): Promise<void> {
  await new RayJobsClient({ address: options.address }).delete(id);
  print(options, { id, deleted: true }, `${id} deleted`);
}
