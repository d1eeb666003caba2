import type { RunRecord } from '../../generated/run-record/types.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { runEnvironment } from '../context/run-environment.ts';
import { beginRemoteRun } from '../history/begin-remote-run.ts';
import { runsFolder } from '../history/run-folder.ts';
import { newRunId } from '../history/run-id.ts';
import { RunRecorder } from '../history/run-recorder.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { Redactor } from '../redaction/redactor.ts';
import type { RayActorExecutorOptions } from './ray-actor-options.ts';
import { RayJobExecutor, type RayJobExecutorOptions } from './ray-job-executor.ts';
import { sharedActors } from './shared-actors.ts';
import { showRun } from './show-run.ts';

export interface RunElsewhereOptions {
  readonly mode: 'job' | 'task';
  readonly ray: RayJobExecutorOptions & RayActorExecutorOptions;
  /** What the run reports is shown where that of a local one would be. */
  readonly sink: EventSink;
  readonly signal?: AbortSignal | undefined;
  /** Keeps the run in `.actionsmith/runs` of this folder. */
  readonly history?: string | undefined;
}

/**
 * The result of an action that runs as a job, or in the actors that this process has for these options already or else in new ones, which stay for the next
 * run. Throws what the run failed of.
 */
export async function runElsewhere(spec: ActionSpec, params: unknown, options: RunElsewhereOptions): Promise<unknown> {
  const { mode, ray, sink, signal } = options;
  if (mode === 'task') {
    const run = await sharedActors(ray).submit(spec, params);
    return showRun(run, sink, { signal, recorder: record(spec, params, options) });
  }
  const executor = new RayJobExecutor(ray);
  const run = await executor.submit(spec, params);
  const job = { id: run.id, address: executor.client.address };
  return showRun(run, sink, { signal, recorder: record(spec, params, options, job) });
}

function record(
  spec: ActionSpec,
  params: unknown,
  { history, mode, ray, sink }: RunElsewhereOptions,
  job?: RunRecord['job'],
): RunRecorder | undefined {
  if (history === undefined) return undefined;
  const { plugin, name: action, contractHash } = spec;
  const plan = {
    id: newRunId(),
    runs: runsFolder(history),
    plugin,
    action,
    contractHash,
    mode,
    env: runEnvironment(spec, ray.env, {}).toObject(),
    redactor: new Redactor(),
    warn: (message: string): void => sink.write({ type: 'message', time: Date.now(), message, context: 'warning' }),
  };
  const recorder = new RunRecorder(plan);
  beginRemoteRun(recorder, plan, { spec, params, job });
  return recorder;
}
