import { isTerminal, type RayJobsClient } from '../../ray/jobs-client.ts';
import { isRayError } from '../../ray/is-ray-error.ts';
import { stopJob } from '../../ray/stop-job.ts';
import { RUN_METADATA } from './driver-plan.ts';

/** Ends what a run has left on the cluster: its driver, and the gateways of its tasks. Resolves when they are gone. */
export async function stopLeftovers(client: RayJobsClient, runId: string): Promise<void> {
  const jobs = (await client.list()).filter((job) => job.metadata?.[RUN_METADATA] === runId && !isTerminal(job.status));
  await Promise.all(jobs.map((job) => stopJob(client, job.submission_id!)));
}

/** Ends a job, where it is there and goes on. */
export async function stopIfThere(client: RayJobsClient, id: string): Promise<void> {
  try {
    if (!isTerminal((await client.get(id)).status)) await stopJob(client, id);
  } catch (error) {
    if (!isRayError(error) || error.code !== 'JOB_NOT_FOUND') throw error;
  }
}
