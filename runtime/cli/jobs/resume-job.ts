import { findPlugin } from '../../discovery/find-plugin.ts';
import { failWith } from '../fail-with.ts';
import { readParams } from '../read-params.ts';
import { nodeOf, print } from './cluster-options.ts';
import { followJob } from './follow-job.ts';
import { type ExecutorOptions, openExecutor } from './open-executor.ts';

export interface ResumeCommandOptions extends ExecutorOptions {
  readonly plugin: string;
  readonly params?: string;
  readonly paramsFile?: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
}

/** Submits a job that goes on where another one has left off, and prints its id, or with `--wait` its result. */
export async function resumeJob(id: string, options: ResumeCommandOptions): Promise<void> {
  const executor = openExecutor(options, findPlugin(options.plugin));
  const isGiven = options.params !== undefined || options.paramsFile !== undefined;
  const given = isGiven ? await readParams({ params: options.params, paramsFile: options.paramsFile, words: [] }, true, []) : undefined;
  try {
    const run = await executor.resume(id, given && { params: given.params });
    if (!options.quiet && !options.json)
      process.stderr.write(`job ${id} goes on as ${run.id} on ${executor.client.address}${nodeOf(run)}\n`);
    if (!options.wait) return print(options, { id: run.id }, run.id);
    await followJob(run, options);
  } catch (error) {
    failWith(error, options, given?.placeOf);
  }
}
