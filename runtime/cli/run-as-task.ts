import type { ActionSpec } from '../action/action-spec.ts';
import { RunCancelled } from '../errors/run-cancelled.ts';
import { RayActorExecutor } from '../executors/ray-actor-executor.ts';
import type { TaskRun } from '../executors/task-run.ts';
import { stopOnSignals } from '../process/stop-on-signals.ts';
import { followJob, type Interruption } from './jobs/follow-job.ts';
import type { RunAsJobOptions } from './run-as-job.ts';

/**
 * Runs an action in an actor of the cluster that RAY_API_SERVER_ADDRESS names, as if it ran here, and ends the actor with it. Ctrl-C cancels the run.
 * Throws what it failed of.
 */
export async function runAsTask(spec: ActionSpec, params: unknown, choice: string, options: RunAsJobOptions): Promise<void> {
  await using executor = new RayActorExecutor({ workingDir: options.folder, env: options.env, maxActors: 1 });
  const node = await executor.chooseNode(spec);
  if (!options.quiet && !options.json)
    process.stderr.write(`${spec.name} runs as a task on ${executor.client.address}, ${node.why} ${choice}\n`);
  const starting = new AbortController();
  const release = stopOnSignals(
    () => starting.abort(new RunCancelled('the run was cancelled before it had begun')),
    () => {},
  );
  const run = await Promise.race([executor.submit(spec, params), aborted(starting.signal)]).finally(release);
  options.history?.beginJob(params);
  await followJob(run, options, undefined, cancelOnInterrupt(run));
}

function cancelOnInterrupt(run: TaskRun): Interruption {
  const release = stopOnSignals(
    () => {
      process.stderr.write('cancelling; press Ctrl-C again to end at once\n');
      void run.cancel();
    },
    (signal) => process.stderr.write(`ended at once by ${signal}; the actor ends within half a minute\n`),
  );
  return { release };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
