import type { ActionSpec } from '../action/action-spec.ts';
import { RayJobExecutor } from '../executors/ray-job-executor.ts';
import { nodeOf } from './jobs/cluster-options.ts';
import { followJob } from './jobs/follow-job.ts';
import type { RunHistory } from './run-history.ts';

export interface RunAsJobOptions {
  /** The plugin's folder. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly history?: RunHistory | undefined;
}

/** Runs an action as a job of the cluster that RAY_API_SERVER_ADDRESS names, as if it ran here. Throws what it failed of. */
export async function runAsJob(spec: ActionSpec, params: unknown, choice: string, options: RunAsJobOptions): Promise<void> {
  const executor = new RayJobExecutor({ workingDir: options.folder, env: options.env });
  const run = await executor.submit(spec, params);
  if (!options.quiet && !options.json)
    process.stderr.write(`${spec.name} runs as job ${run.id} on ${executor.client.address}${nodeOf(run)} ${choice}\n`);
  options.history?.beginJob(params, { id: run.id, address: executor.client.address });
  await followJob(run, options);
}
