import { randomBytes } from 'node:crypto';
import type { JobSubmission } from '../../generated/ray-jobs/types.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { carriedTrace } from '../context/carry-trace.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import { RayError } from '../errors/ray-error.ts';
import type { Bundle } from './bundle/bundle-manifest.ts';
import { linkModules, packageModules } from './bundle/module-package.ts';
import { packageRun } from './bundle/saved-bundle.ts';
import type { RayJobsClient } from './jobs-client.ts';
import { writeRunMetadata } from './run-metadata.ts';
import { digestParams } from './params-digest.ts';
import { withoutSecrets } from '../redaction/secret-places.ts';
import { mergeRemoteEnvironment, type NodeSource, type RuntimeEnv } from './runtime-env.ts';

/** Whatever the author's code reads, the cluster's token is not in it: also not in what the system keeps of the environment that a process began with. */
const WITHOUT_TOKEN = 'unset RAY_AUTH_TOKEN RAY_AUTH_TOKEN_PATH';
const RUN_NODE = 'exec node --enable-source-maps main.mjs';

export interface SubmitRunOptions {
  readonly spec: ActionSpec;
  /** Valid already, without defaults. */
  readonly params: unknown;
  /** Made now, or read from a zip of earlier. */
  readonly bundle: Bundle;
  /** A second submit of the same action, contract and params under this id gives the job of the first. */
  readonly submissionId?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Of the job that this one resumes. */
  readonly checkpoints?: readonly CheckpointEvent[] | undefined;
  /** The caller's; the contract's is in `spec`. */
  readonly runtimeEnv?: RuntimeEnv | undefined;
  /** Secrets that go along in `env_vars`, for everybody to read who may list jobs. */
  readonly forwarded?: Readonly<Record<string, string>> | undefined;
  readonly node?: NodeSource | undefined;
  readonly resources?: ActionSpec['resources'] | undefined;
  /** How long a stopped run may take to clean up; default 30 s. */
  readonly stopSeconds?: number | undefined;
  /** Told each package that is sent, before it is. */
  readonly onPackage?: ((zip: Uint8Array) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one run of an action to the cluster, and gives the id of its job. The package goes right before the job, and the id is chosen here, so a submit
 * whose answer is lost is repeated without a second job.
 */
export async function submitRun(client: RayJobsClient, options: SubmitRunOptions): Promise<string> {
  const { spec, bundle, signal, stopSeconds = 30 } = options;
  refuseOtherAction(spec, bundle);
  const { python } = bundle.manifest;
  const { env: given, runtimeEnv: asked, forwarded, node } = options;
  const { env, runtimeEnv } = mergeRemoteEnvironment({ contract: spec, env: given, runtimeEnv: asked, python, forwarded, node });
  const jobId = options.submissionId ?? newSubmissionId(spec);
  const nonce = randomBytes(16).toString('hex');
  const { plugin, name: action, contractHash } = spec;
  const run = {
    protocol: 1,
    nonce,
    plugin,
    action,
    contractHash,
    jobId,
    params: options.params,
    env: { ...carriedTrace(), ...env },
    graceMs: graceMs(stopSeconds),
    ...(options.checkpoints && { checkpoints: options.checkpoints }),
  } as const;
  const zip = await packageRun(bundle, run);
  options.onPackage?.(zip);
  const modules = await uploadModules(client, options);
  const workingDir = await client.upload(zip, { signal });
  const submission: JobSubmission = {
    entrypoint: [WITHOUT_TOKEN, ...(modules === undefined ? [] : [linkModules(modules)]), RUN_NODE].join('; '),
    submission_id: jobId,
    metadata: writeRunMetadata({
      plugin,
      action,
      contractHash,
      paramsDigest: digestParams(withoutSecrets(spec.params, options.params)),
      nonce,
    }),
    runtime_env: {
      ...runtimeEnv,
      ...(modules !== undefined && { py_modules: [...((runtimeEnv['py_modules'] as readonly string[] | undefined) ?? []), modules] }),
      env_vars: withStopTime(runtimeEnv, stopSeconds),
      working_dir: workingDir,
    },
    ...entrypointResources({ ...spec.resources, ...options.resources }),
  };
  return await client.submit(submission, { signal });
}

/** Sent once, however many jobs use them. Gives the URI; undefined where the bundle has none. */
async function uploadModules(client: RayJobsClient, { bundle, onPackage, signal }: SubmitRunOptions): Promise<string | undefined> {
  const modules = packageModules(bundle);
  if (modules === undefined) return undefined;
  const make = (): Uint8Array => {
    const zip = modules.make();
    onPackage?.(zip);
    return zip;
  };
  return client.uploadOnce(modules.digest, make, { signal });
}

/** Readable in Ray's list, unique without asking. */
function newSubmissionId(spec: ActionSpec): string {
  const name = `${spec.plugin}-${spec.name}`.replaceAll(/[^A-Za-z0-9_.-]/g, '-').slice(0, 80);
  return `${name}-${randomBytes(6).toString('hex')}`;
}

/** How long Ray waits between SIGTERM and SIGKILL is told to it by a variable. */
export function withStopTime(runtimeEnv: RuntimeEnv, stopSeconds: number): Record<string, string> {
  return { RAY_JOB_STOP_WAIT_TIME_S: String(stopSeconds), ...(runtimeEnv['env_vars'] as Record<string, string> | undefined) };
}

/** The worker must be done before Ray kills it. */
function graceMs(stopSeconds: number): number {
  return Math.max(500, (stopSeconds - 1) * 1000);
}

/** What the entrypoint itself needs. Without any of it Ray runs the job on the head node. */
function entrypointResources({ num_cpus, num_gpus, memory }: NonNullable<ActionSpec['resources']>): Partial<JobSubmission> {
  return {
    ...(num_cpus !== undefined && { entrypoint_num_cpus: num_cpus }),
    ...(num_gpus !== undefined && { entrypoint_num_gpus: num_gpus }),
    ...(memory !== undefined && { entrypoint_memory: memory }),
  };
}

function refuseOtherAction(spec: ActionSpec, { manifest }: Bundle): void {
  if (manifest.plugin === spec.plugin && manifest.action === spec.name) return;
  throw new RayError(`the bundle is of ${manifest.plugin}/${manifest.action}, not of ${spec.plugin}/${spec.name}`, {
    code: 'OTHER_ACTION',
  });
}
