import type { JobDetails } from '../../generated/ray-jobs/types.ts';
import { pause } from '../timing/backoff.ts';
import { JobWatch, type WatchOptions } from './follow/job-watch.ts';
import { isTerminal, type RayJobsClient } from './jobs-client.ts';

const ASK_AGAIN_MS = 250;

/**
 * Stops a job and gives it when it has ended. One that is PENDING ends as soon as Ray could start it: there is no other way to be rid of it, and 15 minutes
 * after its submission Ray gives it up. Asked in the first moment, when the job has no supervisor yet, Ray says no; then it is asked again.
 */
export async function stopJob(client: RayJobsClient, id: string, options: WatchOptions = {}): Promise<JobDetails> {
  const { signal } = options;
  while (!(await client.stop(id, { signal }))) {
    const job = await client.get(id, { signal });
    if (isTerminal(job.status)) return job;
    await pause(ASK_AGAIN_MS, signal);
  }
  return new JobWatch(client, id, options).untilEnded();
}
