import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyAction } from '../../action/action-class.ts';
import type { ActionSpec } from '../../action/action-spec.ts';
import { runSpec } from '../../action/run-spec.ts';
import { PluginEnvironment } from '../../context/plugin-environment.ts';
import { runSecrets } from '../../context/run-secrets.ts';
import { RuntimeContext } from '../../context/runtime-context.ts';
import { serializeError } from '../../errors/serialize-error.ts';
import { Logger } from '../../logging/logger.ts';
import { TeeSink } from '../../logging/tee-sink.ts';
import { toJson } from '../../logging/to-json.ts';
import { ProcessRun } from '../../process/process-run.ts';
import { Redactor } from '../../redaction/redactor.ts';
import { RUN_FILE, type RunFile } from '../run-file.ts';
import { FramedCheckpoints } from './framed-checkpoints.ts';
import { FrameSink } from './frame-sink.ts';
import { type JobBackend, openBackend } from './open-backend.ts';
import { otherContract } from './other-contract.ts';
import { ownEnvironment } from './own-environment.ts';
import { shortenStacks } from './shorten-stacks.ts';

/** What a bundle knows about its action; the class itself is imported after the worker was opened. */
export type BundledAction = Omit<ActionSpec, 'load'>;

/** A job's main program, opened before the author's modules are evaluated, so that what they throw is reported, and what they read is theirs. */
export interface Worker {
  /** Runs the author's class or function with the params in run.json, under the contract's checks. */
  run(action: unknown, checks?: Pick<ActionSpec, 'params' | 'result'>): Promise<void>;
}

/**
 * Opens the worker of a bundle: reads run.json in `folder`, refuses another contract, makes the environment the author's. Events, result and failure go out
 * as records in the process's output; everything else in the output is the author's own. The exit code is 0 exactly when there is a result.
 */
export function openWorker(bundled: BundledAction, folder: string): Worker {
  const run = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8')) as RunFile;
  const sink = new FrameSink(run.nonce);
  const redactor = new Redactor();
  const sayFailure = (error: unknown): void => {
    const serialized = serializeError(redactor.redactError(error));
    sink.write({ type: 'failed', time: Date.now(), error: shortenStacks(serialized, folder) });
  };
  const refusal = otherContract(bundled, run);
  if (refusal) {
    sayFailure(refusal);
    process.exit(1); // before any code of the author runs
  }
  let backend: JobBackend | undefined;
  const own = new ProcessRun((error) => {
    sayFailure(error);
    void backend?.fail(error, { isExiting: true });
  });
  const env = ownEnvironment(process.env, run.env);
  own.cancelOnSignals(); // Ray asks with SIGTERM, and gives time to clean up
  return {
    async run(action, checks = {}): Promise<void> {
      const spec = { ...bundled, ...checks, load: async () => action as AnyAction };
      const work = async (): Promise<unknown> => {
        const opened = await openBackend(env, folder, redactor);
        backend = opened.backend;
        const logger = new Logger(backend === undefined ? sink : new TeeSink(sink, backend.logger), { redactor });
        const secrets = runSecrets(spec.secrets, new PluginEnvironment(env));
        const checkpoints = new FramedCheckpoints(logger, redactor, run);
        const ctx = new RuntimeContext({
          logger,
          env,
          secrets,
          jobId: run.jobId,
          signal: own.signal,
          checkpoints,
          client: opened.client,
          pluginFolder: folder,
        });
        try {
          return await runSpec(spec, run.params, ctx, { graceMs: run.graceMs });
        } catch (error) {
          await backend?.fail(error); // once the run has failed, its process does not stay for long
          throw error;
        }
      };
      try {
        await own.run(work, async (value) => {
          const result = toJson(value) ?? null;
          sink.write({ type: 'result', time: Date.now(), value: result }); // as it is: it is the caller's, who gets it this way
          await backend?.succeed(result);
        });
      } catch (error) {
        sayFailure(error);
        await backend?.fail(error);
      }
    },
  };
}
