import { randomBytes } from 'node:crypto';
import type { JobSubmission } from '../../generated/ray-jobs/types.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { travellingEnvironment } from '../context/run-environment.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import { RayError } from '../errors/ray-error.ts';
import { packageRun, readBundle } from './bundle/saved-bundle.ts';
import type { RayJobsClient } from './jobs-client.ts';
import { writeRunMetadata } from './run-metadata.ts';
import { digestParams } from './params-digest.ts';
import { withoutSecrets } from '../redaction/secret-places.ts';
import { buildRuntimeEnv, type NodeSource } from './runtime-env.ts';

const ENTRYPOINT = 'exec node --enable-source-maps main.mjs';

export interface SubmitRunOptions {
  readonly spec: ActionSpec;
  /** Valid already, without defaults. */
  readonly params: unknown;
  /** As bundlePlugin makes it, now or earlier. */
  readonly bundle: Uint8Array;
  /** A second submit of the same action, contract and params under this id gives the job of the first. */
  readonly submissionId?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Of the job that this one resumes. */
  readonly checkpoints?: readonly CheckpointEvent[] | undefined;
  readonly runtimeEnv?: Readonly<Record<string, unknown>> | undefined;
  readonly node?: NodeSource | undefined;
  readonly resources?: ActionSpec['resources'] | undefined;
  /** How long a stopped run may take to clean up; default 30 s. */
  readonly stopSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one run of an action to the cluster, and gives the id of its job. The package goes right before the job, and the id is chosen here, so a submit
 * whose answer is lost is repeated without a second job.
 */
export async function submitRun(client: RayJobsClient, options: SubmitRunOptions): Promise<string> {
  const { spec, bundle, signal, stopSeconds = 30 } = options;
  refuseOtherAction(spec, bundle);
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
    env: travellingEnvironment({ env: spec.env, runtimeEnv: options.runtimeEnv }, options.env),
    graceMs: graceMs(stopSeconds),
    ...(options.checkpoints && { checkpoints: options.checkpoints }),
  } as const;
  const workingDir = await client.upload(await packageRun(bundle, run), { signal });
  const submission: JobSubmission = {
    entrypoint: ENTRYPOINT,
    submission_id: jobId,
    metadata: writeRunMetadata({
      plugin,
      action,
      contractHash,
      paramsDigest: digestParams(withoutSecrets(spec.params, options.params)),
      nonce,
    }),
    runtime_env: buildRuntimeEnv({ given: options.runtimeEnv, workingDir, node: options.node ?? 'path', stopSeconds }),
    ...entrypointResources({ ...spec.resources, ...options.resources }),
  };
  return await client.submit(submission, { signal });
}

/** Readable in Ray's list, unique without asking. */
function newSubmissionId(spec: ActionSpec): string {
  const name = `${spec.plugin}-${spec.name}`.replaceAll(/[^A-Za-z0-9_.-]/g, '-').slice(0, 80);
  return `${name}-${randomBytes(6).toString('hex')}`;
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

function refuseOtherAction(spec: ActionSpec, bundle: Uint8Array): void {
  const { manifest } = readBundle(bundle);
  if (manifest.plugin === spec.plugin && manifest.action === spec.name) return;
  throw new RayError(`the bundle is of ${manifest.plugin}/${manifest.action}, not of ${spec.plugin}/${spec.name}`, {
    code: 'OTHER_ACTION',
  });
}
