import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionSpec } from '../../action/action-spec.ts';
import { loadAction } from '../../action/load-action.ts';
import { runAction } from '../../action/run-action.ts';
import { RuntimeContext } from '../../context/runtime-context.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { RUN_FILE, type RunFile } from '../run-file.ts';
import { FrameSink } from './frame-sink.ts';
import { otherContract } from './other-contract.ts';
import { ownEnvironment } from './own-environment.ts';
import { stayForListeners } from './stay-for-listeners.ts';
import { Verdict } from './verdict.ts';

/** What a bundle knows about its action; the class itself is imported after the worker was opened. */
export type BundledAction = Omit<ActionSpec, 'load'>;

/** A job's main program, opened before the author's modules are evaluated, so that what they throw is reported, and what they read is theirs. */
export interface Worker {
  /** Runs the author's class or function with the params in run.json. */
  run(action: unknown): Promise<void>;
}

/**
 * Opens the worker of a bundle: reads run.json in `folder`, refuses another contract, makes the environment the author's. Events, result and failure go out
 * as records in the process's output; everything else in the output is the author's own. The exit code is 0 exactly when there is a result.
 */
export function openWorker(bundled: BundledAction, folder: string): Worker {
  const run = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8')) as RunFile;
  const sink = new FrameSink(run.nonce);
  const verdict = new Verdict(sink, folder);
  const refusal = otherContract(bundled, run);
  if (refusal) {
    verdict.failed(refusal);
    process.exit(1); // before any code of the author runs
  }
  const env = ownEnvironment(process.env, run.env);
  const signal = abortOnSignals();
  const ctx = new RuntimeContext({ logger: sink, env, jobId: run.jobId, signal });
  const { name, resultValidation, plugin, contractHash } = bundled;
  const overrides = { name, resultValidation, ref: { plugin, action: name, contractHash }, graceMs: run.graceMs };
  return {
    async run(action): Promise<void> {
      const release = stayForListeners(signal);
      try {
        const loaded = await loadAction({ ...bundled, load: async () => action as never });
        verdict.succeeded(await runAction(loaded, run.params, ctx, overrides));
      } catch (error) {
        verdict.failed(error);
      } finally {
        release();
      }
    },
  };
}

/** Ray asks a job to stop with SIGTERM and gives it time to clean up. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new RunCancelled('the run was stopped'));
  process.on('SIGTERM', abort);
  process.on('SIGINT', abort);
  return controller.signal;
}
