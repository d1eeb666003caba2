import { RayJobExecutor } from '../../executors/ray-job-executor.ts';
import { RunTimedOut } from '../../errors/run-timed-out.ts';
import { UsageError } from '../usage-error.ts';
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
  if (seconds === undefined) return followJob(run, options);
  const clock = AbortSignal.timeout(seconds * 1000);
  try {
    await followJob(run, options, clock);
  } catch (error) {
    if (clock.aborted && error === clock.reason) throw new RunTimedOut(`job ${id} has not ended within ${seconds} s; it goes on`);
    throw error;
  }
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds > 0 && seconds < 2 ** 31 / 1000) return seconds;
  throw new UsageError(`--timeout takes seconds (got ${JSON.stringify(text)})`);
}
