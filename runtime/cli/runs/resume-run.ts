import { runEnvironment } from '../../context/run-environment.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { findRun } from '../../history/find-run.ts';
import { resumableSteps } from '../../history/resumable-steps.ts';
import { listRuns, type StoredRun } from '../../history/stored-run.ts';
import { Redactor } from '../../redaction/redactor.ts';
import { failWith } from '../fail-with.ts';
import { findAction } from '../find-action.ts';
import { keepStdout } from '../keep-stdout.ts';
import { loadSpec } from '../load-spec.ts';
import { readEnv } from '../read-env.ts';
import { openRunHistory } from '../run-history.ts';
import { runLocally } from '../run-locally.ts';
import { UsageError } from '../usage-error.ts';
import { restoreParams } from './restore-params.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

export interface ResumeOptions extends RunsOptions {
  readonly params?: string;
  readonly paramsFile?: string;
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly quiet?: boolean;
}

/**
 * Runs an action again with the params and the environment of an earlier run, from behind the last of its steps that is done. The new run has a folder of
 * its own; the earlier one stays as it is. Throws RUN_NOT_RESUMABLE, RUN_NOT_FOUND, CONTRACT_MISMATCH, UsageError.
 */
export async function resumeRun(
  id: string,
  words: readonly string[],
  options: ResumeOptions,
  ownOptions: readonly string[],
): Promise<void> {
  if (options.json) keepStdout();
  const runs = runsOf(options);
  const run = findRun(runs, id);
  const { record } = run;
  refuseWhatHasNoRest(run);
  refuseWhatWentOn(run, listRuns(runs));
  const { folder, action, schema } = await findAction(options.plugin, record.action);
  refuseOtherContract(run, action.contractHash);
  const done = await resumableSteps(run);
  if (done.length === 0) {
    throw notResumable(run, `has no step that is done and was not undone: start it anew with \`actionsmith run ${record.action}\``);
  }
  const { params, placeOf } = await restoreParams(
    run,
    { params: options.params, paramsFile: options.paramsFile, words },
    schema,
    ownOptions,
  );
  const spec = await loadSpec(folder, action);
  const env = restoreEnvironment(run, spec, readEnv(options.env));
  const redactor = new Redactor();
  const plan = { mode: 'local', redactor, resumes: record.id } as const;
  const history = openRunHistory(spec, { ...options, folder, env }, plan, run.folder)!; // it is kept: `history` is not false
  const what = `(goes on with ${record.id} after ${done.length === 1 ? 'step' : `${done.length} steps, the last`} ${done.at(-1)})`;
  try {
    await runLocally(spec, params, what, { ...options, folder, env, history, redactor });
  } catch (error) {
    failWith(error, options, placeOf);
  } finally {
    history.sayWhere();
  }
}

function refuseWhatHasNoRest(run: StoredRun): void {
  const { job } = run.record;
  if (job !== undefined) {
    throw notResumable(run, `is job ${job.id}: go on with \`actionsmith jobs resume ${job.id} --address ${job.address}\``);
  }
  if (run.status === 'RUNNING') throw notResumable(run, 'still runs');
  if (run.status === 'SUCCEEDED') throw notResumable(run, 'has succeeded: there is nothing left to do');
}

/** What its remaining steps do is done once, however many terminals ask for it. */
function refuseWhatWentOn(run: StoredRun, all: readonly StoredRun[]): void {
  const next = all.find(({ record, status }) => record.resumes === run.record.id && (status === 'RUNNING' || status === 'SUCCEEDED'));
  if (next !== undefined)
    throw notResumable(run, `was resumed as ${next.record.id}, which ${next.status === 'RUNNING' ? 'still runs' : 'has succeeded'}`);
}

function refuseOtherContract({ record }: StoredRun, contractHash: string): void {
  if (record.contractHash === contractHash) return;
  throw new ActionsmithError(
    `run ${record.id} was started under contract ${record.contractHash ?? 'none'}, and action ${record.action} has contract ${contractHash} now: what its steps left may not fit. Start a new run instead`,
    { code: 'CONTRACT_MISMATCH' },
  );
}

/** What the earlier run was given, with the values that were not kept from this command, the contract or the process. */
function restoreEnvironment(
  { record }: StoredRun,
  spec: Parameters<typeof runEnvironment>[0],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const hidden = new Set(record.hiddenEnv);
  const kept = Object.entries(record.env).filter(([name]) => !hidden.has(name));
  const env = { ...Object.fromEntries(kept), ...given };
  const known = runEnvironment(spec, env);
  const missing = [...hidden].filter((name) => !known.has(name));
  if (missing.length === 0) return env;
  throw new UsageError(
    `secret variables are not kept; give ${missing.length === 1 ? 'it' : 'them'} again with --env: ${missing.join(', ')}`,
  );
}

function notResumable({ record }: StoredRun, why: string): ActionsmithError {
  return new ActionsmithError(`run ${record.id} ${why}`, { code: 'RUN_NOT_RESUMABLE' });
}
