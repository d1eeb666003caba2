import type { ActionSpec } from '../action/action-spec.ts';
import { runSpec } from '../action/run-spec.ts';
import { backendOfRun } from '../backend/backend-of-run.ts';
import { runEnvironment } from '../context/run-environment.ts';
import { runSecrets } from '../context/run-secrets.ts';
import { RuntimeContext } from '../context/runtime-context.ts';
import { serializeError } from '../errors/serialize-error.ts';
import { newRunId } from '../history/run-id.ts';
import { withBackend } from '../logging/backend/with-backend.ts';
import { ConsoleLogger } from '../logging/console-logger.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { Logger } from '../logging/logger.ts';
import { NoOpLogger } from '../logging/no-op-logger.ts';
import { TeeSink } from '../logging/tee-sink.ts';
import { toJson } from '../logging/to-json.ts';
import { ProcessRun } from '../process/process-run.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { cancelOnSignals } from './catch-signals.ts';
import { failWith } from './fail-with.ts';
import { printResult } from './print-result.ts';
import type { RunHistory } from './run-history.ts';

export { failWith } from './fail-with.ts';

export interface LocalRunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** The plugin's folder. */
  readonly folder: string;
  readonly history?: RunHistory | undefined;
  /** Of the run: the history knows it too. */
  readonly redactor: Redactor;
}

/**
 * Runs an action in this process, shows on stderr what it reports, and prints its result. Throws what it failed of; what nobody can catch, such as an
 * early `process.exit`, it says itself.
 */
export async function runLocally(spec: ActionSpec, params: unknown, choice: string, options: LocalRunOptions): Promise<void> {
  const { history, redactor } = options;
  const recorder = history?.recorder;
  const screen = options.quiet ? new NoOpLogger() : show(options.json ? undefined : `${spec.name} runs in this process ${choice}`);
  const env = runEnvironment(spec, options.env);
  const secrets = runSecrets(spec.secrets, env);
  const shown = withBackend(screen, env);
  const kept = recorder === undefined ? shown : new TeeSink({ write: (event) => recorder.write(event) }, shown);
  const logger = new Logger(kept, { redactor });
  const run = new ProcessRun((thrown) => {
    void logger.close(); // no bar may be drawn over it
    const error = redactor.redactError(thrown);
    recorder?.fail(error);
    failWith(error, options);
    history?.sayWhere();
    logger.endNow({ type: 'failed', time: Date.now(), error: serializeError(error) });
  });
  const release = cancelOnSignals(run);
  Object.assign(process.env, env.toObject()); // as in a job: the process is the run's own, and its modules are not loaded yet
  const client = backendOfRun(env, options.folder);
  const ctx = new RuntimeContext({
    logger,
    client,
    env,
    secrets,
    jobId: recorder?.id ?? newRunId(),
    signal: run.signal,
    pluginFolder: options.folder,
    ...(history && { checkpoints: history.checkpoints }),
  });
  let hasResult = false;
  try {
    await run.run(
      async () => {
        try {
          return await runSpec(spec, params, ctx, { onStart: (checked) => recorder?.begin(checked) });
        } catch (error) {
          logger.write({ type: 'failed', time: Date.now(), error: serializeError(error) });
          await logger.close(); // while the process is the run's: once it has failed, it does not stay for long
          throw error;
        } finally {
          await recorder?.close();
        }
      },
      async (result) => {
        hasResult = true;
        logger.write({ type: 'result', time: Date.now(), value: toJson(result) ?? null });
        await logger.close();
        recorder?.succeed(result);
        printResult(result, options);
      },
    );
  } catch (error) {
    recorder?.fail(error);
    if (hasResult) logger.endNow({ type: 'failed', time: Date.now(), error: serializeError(error) });
    throw error;
  } finally {
    release();
    await client.close();
    await logger.close();
  }
}

/** Says the line once the params are known to fit, then shows what the run reports; for programs, without a line, as JSON. */
function show(line: string | undefined): EventSink {
  const terminal = new ConsoleLogger({ format: line === undefined ? 'json' : 'text' });
  return {
    write(event) {
      if (event.type === 'started' && line !== undefined) process.stderr.write(`${line}\n`);
      terminal.write(event);
    },
    close: () => terminal.close(),
  };
}
