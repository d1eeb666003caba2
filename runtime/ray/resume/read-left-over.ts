import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import type { CheckpointEvent } from '../../logging/run-event.ts';
import { followRun } from '../follow/follow-run.ts';
import { isTerminal, type RayJobsClient } from '../jobs-client.ts';
import { readRunMetadata, type RunMetadata } from '../run-metadata.ts';
import { refuseToResume } from './refuse-to-resume.ts';

/** What a job that ended without a result leaves to the one that resumes it. */
export interface LeftOver {
  readonly metadata: RunMetadata;
  /** In their order; empty where the job ended before its first step. */
  readonly checkpoints: readonly CheckpointEvent[];
  /** As its caller gave them; undefined where they hold a secret, or the job ended before its first step. */
  readonly params: unknown;
}

/** Reads a job's log. Throws RayError JOB_NOT_FOUND, LOG_GONE, or RESUME_REFUSED with the reason. */
export async function readLeftOver(client: RayJobsClient, id: string): Promise<LeftOver> {
  const job = await client.get(id);
  const metadata = readRunMetadata(job);
  if (metadata === undefined) throw refuseToResume(id, 'it was submitted by another tool');
  if (!isTerminal(job.status)) throw refuseToResume(id, `it is ${job.status}: stop it first, with: actionsmith jobs stop ${id}`);
  if (job.status === 'SUCCEEDED') throw refuseToResume(id, `it succeeded: its result is there, with: actionsmith jobs wait ${id}`);
  const checkpoints = await readCheckpoints(client, job, id);
  const opened = checkpoints.findLast((event) => event.change === 'opened');
  return { metadata, checkpoints, params: opened?.params };
}

/** A record that broke off at the very end is what was being written when the process was killed. Anywhere else, a step that was undone may be missing. */
async function readCheckpoints(client: RayJobsClient, job: JobDetails, id: string): Promise<CheckpointEvent[]> {
  if (!job.driver_node_id) return []; // it never began
  const checkpoints: CheckpointEvent[] = [];
  let damage: string | undefined;
  for await (const item of followRun(client, id)) {
    if (item.kind === 'damage') damage ??= item.why;
    if (item.kind !== 'event') continue;
    if (damage !== undefined) throw refuseToResume(id, `its log is damaged, so what it undid may be missing: ${damage}`);
    if (item.event.type === 'checkpoint') checkpoints.push(item.event);
  }
  return checkpoints;
}
