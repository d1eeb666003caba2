import { RayJobExecutor } from '../../executors/ray-job-executor.ts';
import { withinSeconds } from '../../timing/within-seconds.ts';
import { UsageError } from '../usage-error.ts';
import { failWith } from '../fail-with.ts';
import { openJobHistory } from '../run-history.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { followJob } from './follow-job.ts';

export interface WaitCommandOptions extends ClusterOptions {
  readonly plugin: string;
  /** Seconds, as typed. */
  readonly timeout?: string;
  readonly quiet?: boolean;
}

/** Follows a job that was submitted earlier, from any machine, and prints its result. */
export async function waitForJob(id: string, options: WaitCommandOptions): Promise<void> {
  const seconds = readSeconds(options.timeout);
  const run = new RayJobExecutor({ dashboardUrl: options.address, workingDir: options.plugin }).attach(id);
  const history = openJobHistory(id, options);
  const late = `job ${id} has not ended within ${seconds} s; it goes on`;
  try {
    await withinSeconds(seconds, late, (signal) => followJob(run, { ...options, history }, signal));
  } catch (error) {
    failWith(error, options);
  } finally {
    history?.sayWhere();
  }
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new UsageError(`--timeout takes seconds (got ${JSON.stringify(text)})`);
}
