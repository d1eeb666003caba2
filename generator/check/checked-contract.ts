import type { ActionConfig, PluginConfig } from '../../generated/plugin-config/types.ts';
import type { DataType } from '../../runtime/data-types/data-type.ts';
import type { SchemaBundle, SchemaRoot } from '../model/schema/index.ts';
import type { SchemaFiles } from '../read/schema-files.ts';

/** A schema that the contract names: the document it stands in, and where in there. */
export type SchemaSlot = SchemaRoot;

/** A contract without errors. Whatever reads it need not doubt it. */
export interface CheckedContract {
  /** The plugin's folder, absolute and without links. */
  readonly root: string;
  /** config.yaml with its defaults filled in, and env turned into text. */
  readonly config: PluginConfig;
  readonly files: SchemaFiles;
  /** Holds every schema of the contract. */
  readonly bundle: SchemaBundle;
  /** In the order of config.yaml. */
  readonly actions: readonly CheckedAction[];
  /** The semantic types of the plugin's own, by name. */
  readonly dataTypes: ReadonlyMap<string, DataType>;
}

export interface CheckedAction {
  readonly key: string;
  readonly config: ActionConfig;
  readonly entrypoint: Entrypoint;
  readonly method: 'local' | 'task' | 'job' | 'serve';
  /** False where config.yaml leaves the method out. */
  readonly saysMethod: boolean;
  readonly base: NonNullable<ActionConfig['base']>;
  readonly params?: SchemaSlot;
  readonly result?: SchemaSlot;
  readonly resources?: CheckedResources;
  /** Of a service, by method and path. */
  readonly routes?: readonly CheckedRoute[];
  readonly steps: readonly CheckedStep[];
}

/** `POST /predict`, with the schemas that it has. */
export interface CheckedRoute {
  readonly name: string;
  readonly description: string;
  readonly request?: SchemaSlot;
  readonly response?: SchemaSlot;
}

/** A module below the plugin's folder, with `/` and without ending, and the class that it exports. */
export interface Entrypoint {
  readonly file: string;
  readonly className: string;
}

export interface CheckedResources {
  readonly num_cpus?: number;
  readonly num_gpus?: number;
  /** In bytes. */
  readonly memory?: number;
}

/** How a step is tried, in milliseconds; as the step engine takes it. */
export interface StepPolicy {
  readonly timeoutMs?: number;
  readonly retry?: RetryPolicy;
  readonly rollbackTimeoutMs?: number;
  readonly rollbackRetry?: RetryPolicy;
}

export interface RetryPolicy {
  readonly attempts: number;
  readonly delayMs: number;
  readonly factor: number;
  readonly maxDelayMs?: number;
  readonly jitter?: 'full';
  readonly nonRetryable?: readonly string[];
}

export interface CheckedStep {
  readonly name: string;
  readonly description?: string;
  readonly weight: number;
  /** Names of earlier steps with an output. */
  readonly needs: readonly string[];
  /** Those of `needs` whose output may be absent. */
  readonly optionalNeeds: readonly string[];
  readonly skippable: boolean;
  readonly effects: 'none' | 'local' | 'external';
  readonly rollback: boolean;
  readonly idempotent: boolean;
  /** Missing where nothing is said about it. */
  readonly policy?: StepPolicy;
  readonly output?: SchemaSlot;
  /** Next to, or in place of, a step that the base brings along. */
  readonly placement?: { readonly kind: 'before' | 'after' | 'replace'; readonly step: string };
}
