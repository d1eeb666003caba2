import { RayJobExecutor } from '../../executors/ray-job-executor.ts';
import type { NodeOption } from '../../ray/choose-node.ts';
import { readEnv } from '../read-env.ts';
import { UsageError } from '../usage-error.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** What a command that starts a job takes beside the cluster. */
export interface ExecutorOptions extends ClusterOptions {
  readonly runtimeEnv?: string;
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly node?: string;
  /** Of the cluster, for packages that are not bundled. */
  readonly platform?: string;
  /** Names of secrets that are sent along. */
  readonly forwardSecret?: readonly string[];
}

/** An executor for the plugin in `folder`. Throws UsageError. */
export function openExecutor(options: ExecutorOptions, folder: string): RayJobExecutor {
  const { forwardSecret = [] } = options;
  return new RayJobExecutor({
    dashboardUrl: options.address,
    workingDir: folder,
    env: readEnv(options.env),
    runtimeEnv: readRuntimeEnv(options.runtimeEnv),
    ...(forwardSecret.length > 0 && { forwardSecrets: forwardSecret }),
    ...(options.platform !== undefined && { platform: options.platform }),
    ...(options.node !== undefined && { node: readNode(options.node) }),
  });
}

function readRuntimeEnv(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new UsageError('--runtime-env takes a JSON object: {"pip": ["numpy"]}');
}

function readNode(source: string): NodeOption {
  if (source === 'auto' || source === 'path' || source === 'wheel') return source;
  throw new UsageError(`--node takes auto, path or wheel (got ${JSON.stringify(source)})`);
}
