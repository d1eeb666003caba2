import type { RunRecord } from '../../generated/run-record/types.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { secretsOfEnvironment } from '../redaction/secret-names.ts';
import { secretsInParams } from '../redaction/secret-places.ts';
import { findJobRun } from './find-run.ts';
import { type RunPlan, RunRecorder } from './run-recorder.ts';

export interface RemoteRun {
  readonly spec: ActionSpec;
  readonly params: unknown;
  /** Of a job; a task is known to the process that submitted it alone. */
  readonly job?: RunRecord['job'];
}

/**
 * Begins the folder of a run elsewhere. Only the run itself knows its secrets, so they are looked for here too. A job that is submitted again is the same
 * run: what is kept of it goes on where nobody follows it, and is left alone where somebody does.
 */
export function beginRemoteRun(recorder: RunRecorder, { runs, redactor, env }: RunPlan, { spec, params, job }: RemoteRun): void {
  redactor.add(...secretsInParams(spec.params, params), ...secretsOfEnvironment(env));
  const known = job && findJobRun(runs, job.id);
  if (known === undefined) recorder.begin(params, job);
  else if (known.status === 'PENDING') recorder.adopt(known);
}
