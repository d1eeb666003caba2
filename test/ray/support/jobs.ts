import { inject } from 'vitest';
import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { pause } from '../../../runtime/timing/backoff.ts';
import { isTerminal, RayJobsClient } from '../../../runtime/ray/jobs-client.ts';

let counter = 0;

/** A client of the test run's cluster. */
export function testClient(): RayJobsClient {
  return new RayJobsClient({ address: inject('rayDashboardUrl') });
}

/** An id that no other test of this or an earlier run has. */
export function freshId(name: string): string {
  return `${name}_${process.pid}_${Date.now().toString(36)}_${counter++}`;
}

/** Polls until the job has ended. */
export async function untilEnded(client: RayJobsClient, id: string): Promise<JobDetails> {
  for (;;) {
    const job = await client.get(id);
    if (isTerminal(job.status)) return job;
    await pause(100);
  }
}
