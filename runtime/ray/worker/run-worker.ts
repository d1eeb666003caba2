import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionSpec } from '../../action/action-spec.ts';
import { loadAction } from '../../action/load-action.ts';
import { runAction } from '../../action/run-action.ts';
import { RuntimeContext } from '../../context/runtime-context.ts';
import { RayError } from '../../errors/ray-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { RUN_FILE, type RunFile } from '../run-file.ts';
import { FrameSink } from './frame-sink.ts';
import { ownEnvironment } from './own-environment.ts';
import { Verdict } from './verdict.ts';

/**
 * The main program of a job: runs the bundle's one action with the params in run.json, and reports events, result or failure as records in the
 * process's output. Everything else in the output is the author's own. The exit code is 0 exactly when there is a result.
 */
export async function runWorker(action: ActionSpec, folder: string): Promise<void> {
  const run = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8')) as RunFile;
  const sink = new FrameSink(run.nonce);
  const verdict = new Verdict(sink, folder);
  const cancelling = abortOnSignals();
  try {
    refuseOtherContract(action, run);
    const env = ownEnvironment(process.env, run.env);
    const ctx = new RuntimeContext({ logger: sink, env, jobId: run.jobId, signal: cancelling });
    const { name, resultValidation, plugin, contractHash } = action;
    const overrides = { name, resultValidation, ref: { plugin, action: name, contractHash }, graceMs: run.graceMs };
    verdict.succeeded(await runAction(await loadAction(action), run.params, ctx, overrides));
  } catch (error) {
    verdict.failed(error);
  }
}

/** Ray asks a job to stop with SIGTERM and gives it time to clean up. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new RunCancelled('the run was stopped'));
  process.on('SIGTERM', abort);
  process.on('SIGINT', abort);
  return controller.signal;
}

function refuseOtherContract(action: ActionSpec, run: RunFile): void {
  const bundled = `${action.plugin}/${action.name}`;
  const wanted = `${run.plugin}/${run.action}`;
  if (bundled !== wanted)
    throw new RayError(`the bundle runs ${bundled}, and the job was submitted for ${wanted}`, { code: 'OTHER_ACTION' });
  if (action.contractHash === run.contractHash) return;
  throw new RayError(
    `the bundle of ${bundled} was built from contract ${action.contractHash}, and the job was submitted against contract ${run.contractHash}: build the bundle again`,
    { code: 'CONTRACT_MISMATCH', details: { bundle: action.contractHash, submitted: run.contractHash } },
  );
}
