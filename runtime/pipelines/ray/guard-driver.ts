import { firstSentence } from '../../ray/diagnose/explain-status.ts';
import { isRayError } from '../../ray/is-ray-error.ts';
import { isTerminal, type RayJobsClient } from '../../ray/jobs-client.ts';
import { pause } from '../../timing/backoff.ts';
import { isOver } from '../pipeline-progress.ts';
import type { PipelineRecords } from '../records.ts';
import { driverId } from './driver-plan.ts';

const LOOK_MS = 1_000;
/** How long a driver that has ended may take until the records know what it said last. */
const LAST_WORDS_MS = 3_000;

/** Why the driver of a run is no more; undefined while it lives, and while the cluster gives no answer. */
export async function whyDriverIsGone(client: RayJobsClient, runId: string, attempt: number): Promise<string | undefined> {
  const id = driverId(runId, attempt);
  try {
    const job = await client.get(id);
    return isTerminal(job.status) ? `its driver, job ${id}, ended: ${firstSentence(job)}` : undefined;
  } catch (error) {
    return isRayError(error) && error.code === 'JOB_NOT_FOUND' ? `the cluster does not know its driver, job ${id}` : undefined;
  }
}

/** Looks after the driver of a run until the signal aborts: what a driver that died could not say is told to the records in its place. */
export async function guardDriver(client: RayJobsClient, records: PipelineRecords, runId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    await pause(LOOK_MS, signal);
    try {
      const progress = await records.progress(runId);
      if (isOver(progress)) return;
      const why = await whyDriverIsGone(client, runId, progress.attempt);
      if (why === undefined) continue;
      await pause(LAST_WORDS_MS, signal);
      await records.report(runId, { attempt: progress.attempt, status: 'failed', error: why }); // changes nothing where the driver had its say
    } catch {
      signal.throwIfAborted(); // the records are away
    }
  }
}
