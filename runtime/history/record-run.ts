import type { AnyAction } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { isDefinedAction } from '../action/define-action.ts';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.ts';
import { Logger } from '../logging/logger.ts';
import { TeeSink } from '../logging/tee-sink.ts';
import { Redactor } from '../redaction/redactor.ts';
import { runsFolder } from './run-folder.ts';
import { type RunPlan, RunRecorder } from './run-recorder.ts';
import { RunCheckpoints } from './run-checkpoints.ts';

export interface RecordOptions extends Pick<RunPlan, 'id' | 'env'> {
  /** The plugin's folder; true: the one you stand in. */
  readonly history: true | string;
  readonly action: AnyAction | ActionSpec;
  readonly logger: Logger;
}

/** What a run has to be told so that it is kept. */
export interface RecordedOptions {
  readonly onStart: (params: unknown) => void;
  readonly checkpoints: CheckpointStore;
}

/** Does the work of a run in this process and keeps it in the plugin's history: what it reports to the logger it is given, and how it ends. */
export async function recordRun<R>(
  { history, action, logger, ...plan }: RecordOptions,
  work: (logger: Logger, recorded: RecordedOptions) => Promise<R>,
): Promise<R> {
  const { redactor = new Redactor() } = logger;
  const recorder = new RunRecorder({
    ...plan,
    ...nameAction(action),
    runs: runsFolder(history === true ? process.cwd() : history),
    mode: 'local',
    redactor,
    warn: (message) => logger.logMessage(message, { context: 'warning' }),
  });
  const recording = new Logger(new TeeSink({ write: (event) => recorder.write(event) }, logger), { redactor });
  try {
    const result = await work(recording, { onStart: (params) => recorder.begin(params), checkpoints: new RunCheckpoints(recorder) });
    recorder.succeed(result);
    return result;
  } catch (error) {
    recorder.fail(error);
    throw error;
  } finally {
    await recorder.close();
  }
}

function nameAction(action: AnyAction | ActionSpec): Pick<RunPlan, 'plugin' | 'action' | 'contractHash'> {
  if (typeof action === 'object') return { plugin: action.plugin, action: action.name, contractHash: action.contractHash };
  if (isDefinedAction(action)) return { plugin: '', action: action.definition.name };
  const { ref, actionName, name } = action;
  return ref ?? { plugin: '', action: actionName ?? name };
}
