import { resolve } from 'node:path';
import type { ActionSpec } from '../action/action-spec.ts';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.ts';
import { runEnvironment } from '../context/run-environment.ts';
import { beginRemoteRun } from '../history/begin-remote-run.ts';
import { findJobRun } from '../history/find-run.ts';
import { runsFolder } from '../history/run-folder.ts';
import { newRunId } from '../history/run-id.ts';
import { type RunPlan, RunRecorder } from '../history/run-recorder.ts';
import { RunCheckpoints } from '../history/run-checkpoints.ts';
import type { RunRecord } from '../../generated/run-record/types.ts';
import { jsonLine, makePrintable } from '../logging/make-printable.ts';
import { Redactor } from '../redaction/redactor.ts';
import { quoteForShell } from './quote-for-shell.ts';

export interface RunHistoryOptions {
  /** The plugin's folder. */
  readonly folder: string;
  /** As typed: the hint names it. */
  readonly plugin: string;
  readonly env: Readonly<Record<string, string>>;
  /** False: nothing is kept. */
  readonly history?: boolean;
  readonly quiet?: boolean;
  /** What is written to stderr is for programs: an event a line. */
  readonly json?: boolean;
}

/** The record of a run that a command starts, which says at its end where it lies. */
export interface RunHistory {
  readonly recorder: RunRecorder;
  readonly checkpoints: CheckpointStore;
  /** For a run elsewhere: as a job, or as a task where none is given. */
  beginJob(params: unknown, job?: NonNullable<RunRecord['job']>): void;
  /** Tells a person, once and unless it is to be quiet, how to see the run again. */
  sayWhere(): void;
}

/** Undefined where the user wants no history. `earlier`: the folder of the run to go on with. */
export function openRunHistory(
  spec: ActionSpec,
  options: RunHistoryOptions,
  plan: Pick<RunPlan, 'mode' | 'redactor' | 'resumes'>,
  earlier?: string,
): RunHistory | undefined {
  if (options.history === false) return undefined;
  const env = runEnvironment(spec, options.env, {}).toObject();
  const runs = runsFolder(options.folder);
  const whole = {
    runs,
    id: newRunId(),
    plugin: spec.plugin,
    action: spec.name,
    contractHash: spec.contractHash,
    env,
    warn: (message: string): void => warn(message, options),
    ...plan,
  };
  const recorder = new RunRecorder(whole);
  return {
    recorder,
    checkpoints: new RunCheckpoints(recorder, earlier),
    beginJob: (params, job) => beginRemoteRun(recorder, whole, { spec, params, job }),
    sayWhere: sayOnce(recorder, options),
  };
}

/** The record of a job that was submitted from here, and that nobody follows; whoever does so now writes it on. */
export function openJobHistory(
  jobId: string,
  options: Omit<RunHistoryOptions, 'folder' | 'env'>,
): Pick<RunHistory, 'recorder' | 'sayWhere'> | undefined {
  const runs = runsFolder(resolve(options.plugin));
  const known = findJobRun(runs, jobId);
  if (known?.status !== 'PENDING') return undefined;
  const { id, plugin, action, mode, env } = known.record;
  const recorder = new RunRecorder({
    runs,
    id,
    plugin,
    action,
    mode,
    env,
    redactor: new Redactor(),
    warn: (message) => warn(message, options),
  });
  recorder.adopt(known);
  return { recorder, sayWhere: sayOnce(recorder, options) };
}

function sayOnce(recorder: RunRecorder, { quiet, json, plugin }: Omit<RunHistoryOptions, 'folder' | 'env'>): () => void {
  let isSaid = quiet === true || json === true;
  return () => {
    if (isSaid || !recorder.hasBegun) return;
    isSaid = true;
    process.stderr.write(`run ${recorder.id}: actionsmith runs show ${recorder.id}${pluginOption(plugin)}\n`);
  };
}

function warn(message: string, { json }: Pick<RunHistoryOptions, 'json'>): void {
  const event = { type: 'message', time: Date.now(), message, context: 'warning' };
  process.stderr.write(json ? jsonLine(event) : `warning: ${makePrintable(message)}\n`);
}

/** ` --plugin examples/penguins`, where it has to be said. */
export function pluginOption(plugin: string): string {
  return plugin === '.' ? '' : ` --plugin ${quoteForShell(plugin)}`;
}
