import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { isRayError } from '../is-ray-error.ts';
import type { RayJobsClient } from '../jobs-client.ts';
import { explainPending } from './explain-pending.ts';

/** Why a job has the status that it has, in a sentence; undefined where there is nothing to say. */
export async function explainStatus(client: RayJobsClient, id: string, job: JobDetails): Promise<string | undefined> {
  if (job.status === 'FAILED') return firstSentence(job);
  if (job.status !== 'PENDING') return undefined;
  try {
    return (await explainPending(client, id)) ?? job.message ?? undefined;
  } catch (error) {
    if (!isRayError(error)) throw error;
    return job.message ?? undefined; // a gateway lets the Jobs API alone pass
  }
}

/** What Ray says, without the last lines of the log that it adds. */
export function firstSentence({ message }: JobDetails): string {
  const [sentence = ''] = (message ?? '').split(/, last available logs|\n/);
  return sentence || 'Ray gives no reason';
}
