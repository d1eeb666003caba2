import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { suggest } from '../../validation/suggest.ts';
import type { BatchLimits } from '../http/batcher.ts';

/** How replicas are run, in Ray Serve's own words, and `batch`. */
export interface ServeOptions {
  readonly num_replicas?: number | 'auto';
  readonly autoscaling_config?: Readonly<Record<string, unknown>>;
  readonly max_ongoing_requests?: number;
  readonly max_queued_requests?: number;
  readonly health_check_period_s?: number;
  readonly health_check_timeout_s?: number;
  readonly graceful_shutdown_timeout_s?: number;
  readonly graceful_shutdown_wait_loop_s?: number;
  /** Of each replica: num_cpus, num_gpus, memory in bytes, resources. */
  readonly ray_actor_options?: Readonly<Record<string, unknown>>;
  readonly max_surge_percent?: number;
  readonly rolling_update_percentage?: number;
  readonly user_config?: unknown;
  /** Requests that are answered together. */
  readonly batch?: { readonly max_batch_size?: number; readonly batch_wait_timeout_s?: number };
}

const KEYS: Record<keyof ServeOptions, true> = {
  num_replicas: true,
  autoscaling_config: true,
  max_ongoing_requests: true,
  max_queued_requests: true,
  health_check_period_s: true,
  health_check_timeout_s: true,
  graceful_shutdown_timeout_s: true,
  graceful_shutdown_wait_loop_s: true,
  ray_actor_options: true,
  max_surge_percent: true,
  rolling_update_percentage: true,
  user_config: true,
  batch: true,
};

export interface ReplicaSettings {
  /** For Serve's list. */
  readonly deployment: Readonly<Record<string, unknown>>;
  readonly batch: BatchLimits | undefined;
}

/**
 * What Serve is told of the replicas. A new version starts before the old one goes, with as many replicas more as there are, unless `max_surge_percent` says
 * otherwise. Throws BAD_SERVE_OPTIONS for a key that Serve does not know: it would be ignored.
 */
export function replicaSettings({ batch, ...given }: ServeOptions, resources: Readonly<Record<string, unknown>> = {}): ReplicaSettings {
  for (const key of Object.keys(given)) refuseUnknown(key);
  const actor = { ...resources, ...given.ray_actor_options };
  return {
    deployment: { max_surge_percent: 100, ...given, ...(Object.keys(actor).length > 0 && { ray_actor_options: actor }) },
    batch: batch && { maxBatchSize: batch.max_batch_size ?? 8, waitMs: (batch.batch_wait_timeout_s ?? 0.1) * 1000 },
  };
}

function refuseUnknown(key: string): void {
  if (Object.hasOwn(KEYS, key)) return;
  const near = suggest(key, Object.keys(KEYS));
  throw new ActionsmithError(`there is no serve option ${JSON.stringify(key)}${near ? `; did you mean ${JSON.stringify(near)}?` : ''}`, {
    code: 'BAD_SERVE_OPTIONS',
  });
}
