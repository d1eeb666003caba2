import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { followToEnd } from '../../../executors/follow-to-end.ts';
import { RayRun } from '../../../executors/ray-run.ts';
import { readBundle } from '../../../ray/bundle/saved-bundle.ts';
import { isRayError } from '../../../ray/is-ray-error.ts';
import type { RayJobsClient } from '../../../ray/jobs-client.ts';
import { submitRun } from '../../../ray/submit-run.ts';
import { environmentOf, passOn, specOf, type StageWork } from './stage-work.ts';

/** A cluster that is away for longer fails the action. */
const OUTAGE_MS = 10 * 60_000;

/**
 * Runs an action as a job whose id is its idempotency key: one that an earlier driver has submitted is followed, and one that has succeeded is not run again.
 * After a failure the next try has the next id.
 */
export async function runAsJob(client: RayJobsClient, work: StageWork): Promise<unknown> {
  const { stage, params, hooks, folder, stopSeconds } = work;
  const submissionId = await freeId(client, hooks.key);
  const bundle = readBundle(readFileSync(join(folder, stage.bundle)));
  const { runtimeEnv, node } = stage;
  const id = await submitRun(client, {
    spec: specOf(stage),
    params,
    bundle,
    submissionId,
    env: environmentOf(work),
    runtimeEnv,
    node,
    stopSeconds,
  });
  const run = new RayRun(client, id, { outageSeconds: OUTAGE_MS / 1000 });
  const cancel = (): void => void run.cancel().catch(() => {}); // the outcome tells how it ended
  hooks.signal.addEventListener('abort', cancel, { once: true });
  try {
    return await followToEnd(run, (item) => passOn(work, item));
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
  }
}

/** The first id that no job has which failed or was stopped. */
async function freeId(client: RayJobsClient, key: string): Promise<string> {
  for (let count = 1; ; count++) {
    const id = count === 1 ? key : `${key}-${count}`;
    try {
      const { status } = await client.get(id);
      if (status !== 'FAILED' && status !== 'STOPPED') return id;
    } catch (error) {
      if (isRayError(error) && error.code === 'JOB_NOT_FOUND') return id;
      throw error;
    }
  }
}
