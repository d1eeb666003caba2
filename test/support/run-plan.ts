import { newRunId } from '../../runtime/history/run-id.ts';
import { type RunPlan, RunRecorder } from '../../runtime/history/run-recorder.ts';
import type { RunEvent } from '../../runtime/logging/run-event.ts';
import { Redactor } from '../../runtime/redaction/redactor.ts';

/** A run of the action `double` of the plugin `sums`, as a recorder takes it. */
export function runPlan(runs: string, more: Partial<RunPlan> = {}): RunPlan {
  return {
    runs,
    id: newRunId(),
    plugin: 'sums',
    action: 'double',
    mode: 'local',
    env: {},
    redactor: new Redactor(),
    warn: refuse,
    ...more,
  };
}

function refuse(message: string): never {
  throw new Error(message);
}

/** The folder of a run that reported `events` and succeeded, or failed of `outcome` where it is an error; without an outcome it goes on. */
export async function writeRun(
  runs: string,
  { params = {}, events = [], outcome, ...more }: Partial<RunPlan> & { params?: unknown; events?: readonly RunEvent[]; outcome?: unknown },
): Promise<RunRecorder> {
  const recorder = new RunRecorder(runPlan(runs, more));
  recorder.begin(params);
  for (const event of events) recorder.write(event);
  if (outcome instanceof Error) recorder.fail(outcome);
  else if (outcome !== undefined) recorder.succeed(outcome);
  await recorder.close();
  return recorder;
}
