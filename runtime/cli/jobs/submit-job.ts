import { readFile, writeFile } from 'node:fs/promises';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';
import { failWith } from '../fail-with.ts';
import { findAction } from '../find-action.ts';
import { loadSpec } from '../load-spec.ts';
import { readEnv } from '../read-env.ts';
import { readParams } from '../read-params.ts';
import { Redactor } from '../../redaction/redactor.ts';
import { openRunHistory } from '../run-history.ts';
import { nodeOf, print } from './cluster-options.ts';
import { describePackage } from './describe-package.ts';
import { followJob } from './follow-job.ts';
import { type ExecutorOptions, openExecutor } from './open-executor.ts';

export interface SubmitCommandOptions extends ExecutorOptions {
  readonly plugin: string;
  readonly params?: string;
  readonly paramsFile?: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly submissionId?: string;
  readonly saveBundle?: string;
  readonly bundle?: string;
  /** False: the job leaves no folder here. */
  readonly history?: boolean;
}

/** Sends an action with its params to the cluster and prints the job's id, or with `--wait` its result. */
export async function submitJob(
  name: string,
  words: readonly string[],
  options: SubmitCommandOptions,
  ownOptions: readonly string[],
): Promise<void> {
  const { folder, action, schema } = await findAction(options.plugin, name);
  const spec = await loadSpec(folder, action);
  const env = readEnv(options.env);
  const executor = openExecutor(options, folder);
  if (options.saveBundle !== undefined) return saveBundle(await executor.bundle(spec), options.saveBundle, options);
  const { params, placeOf } = await readParams({ params: options.params, paramsFile: options.paramsFile, words }, schema, ownOptions);
  const history = openRunHistory(spec, { ...options, folder, env }, { mode: 'job', redactor: new Redactor() });
  try {
    const bundle = options.bundle === undefined ? undefined : await readBundleFile(options.bundle);
    const isTold = !options.quiet && !options.json;
    const tell = (line: string | undefined): void => void (isTold && line !== undefined && process.stderr.write(`${line}\n`));
    for (const name of options.forwardSecret ?? []) tell(exposure(name, executor.client.address));
    const run = await executor.submit(spec, params, {
      onPackage: (zip) => tell(describePackage(zip)),
      ...(options.submissionId !== undefined && { submissionId: options.submissionId }),
      ...(bundle && { bundle }),
    });
    history?.beginJob(params, { id: run.id, address: executor.client.address });
    if (isTold) process.stderr.write(`${name} runs as a job on ${executor.client.address}${nodeOf(run)}\n`);
    if (!options.wait) return print(options, { id: run.id }, run.id);
    if (isTold) process.stderr.write(`${run.id}\n`);
    await followJob(run, { ...options, history });
  } catch (error) {
    failWith(error, options, placeOf);
  } finally {
    history?.sayWhere();
  }
}

function exposure(name: string, address: string): string {
  return `${name} is sent in the job's env_vars: whoever may list the jobs of ${address} can read it`;
}

async function saveBundle(zip: Uint8Array, file: string, options: SubmitCommandOptions): Promise<void> {
  try {
    await writeFile(file, zip);
  } catch (cause) {
    throw new ActionsmithError(`the bundle cannot be written to ${file}${why(cause)}`, { code: 'BUNDLE_NOT_WRITTEN', cause });
  }
  if (options.json) print(options, { bundle: file, bytes: zip.byteLength }, '');
  else process.stderr.write(`${file} holds the bundle (${(zip.byteLength / 1024).toFixed(1)} KiB); nothing was submitted\n`);
}

async function readBundleFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ActionsmithError(`the bundle ${file} cannot be read${why(cause)}`, { code: 'BUNDLE_UNREADABLE', cause });
  }
}

function why(cause: unknown): string {
  return isSystemError(cause) ? `: ${reasonOf(cause)}` : '';
}
