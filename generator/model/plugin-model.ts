import type { CheckedStep, StepPolicy } from '../check/checked-contract.ts';
import type { RunStep } from '../check/order-steps.ts';
import type { DataType } from '../../runtime/data-types/data-type.ts';
import type { JsonSchema, SchemaBundle, SchemaRoot } from './schema/index.ts';

/** The generator's immutable picture of a checked contract. Emitters read this and nothing else. */
export interface PluginModel {
  readonly kind: 'plugin';
  readonly code: string;
  readonly name: string;
  readonly version: string;
  readonly category: string;
  readonly description: string;
  readonly env: Readonly<Record<string, string>>;
  /** References: `env:NAME`, `file:/path`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Ray's runtime_env, as the author wrote it. */
  readonly runtimeEnv: Readonly<Record<string, unknown>>;
  /** Glob patterns of the files that travel with a remote run. */
  /** Where Node comes from on a cluster; undefined where the author does not say. */
  readonly node?: 'auto' | 'path' | 'wheel' | undefined;
  readonly assets: readonly string[];
  /** Packages that are not bundled. */
  readonly externals: readonly string[];
  /** How Python packages are installed where the plugin runs; what is the default anyway is absent. */
  readonly python: { readonly manager?: 'pip' | 'uv'; readonly options?: readonly string[]; readonly wheelsDir?: string };
  /** Which printer writes the types. */
  readonly typesPrinter: 'actionsmith' | 'json-schema-to-typescript';
  /** The Markdown page that is kept current, below the plugin; undefined where none is asked for. */
  readonly docs: string | undefined;
  /** Whether each action has a module with samples for tests. */
  readonly testKit: boolean;
  readonly actions: readonly ActionModel[];
  /** The semantic types of the plugin's own, by name. */
  readonly dataTypes: ReadonlyMap<string, DataType>;
  readonly bundle: SchemaBundle;
}

export interface ActionModel {
  readonly kind: 'action';
  /** As in config.yaml: `add_task_data`. */
  readonly key: string;
  /** The stem of everything named after the action: `AddTaskData`. */
  readonly stem: string;
  /** The action's folder in generated/, and the file name of a scaffold. */
  readonly folder: string;
  readonly title: string;
  readonly description: string;
  readonly method: 'local' | 'task' | 'job' | 'serve';
  /** False where config.yaml leaves the method out. */
  readonly saysMethod: boolean;
  readonly base: BaseKind;
  readonly category: string;
  readonly entrypoint: Entrypoint;
  /** The names of semantic types. */
  readonly inputType: string | undefined;
  readonly outputType: string | undefined;
  readonly params: ValueModel | undefined;
  readonly result: ValueModel | undefined;
  readonly resultValidation: 'warn' | 'strict' | 'off';
  readonly resources: ResourcesModel | undefined;
  /** Of a service. */
  readonly routes: readonly RouteModel[];
  /** How replicas of a service are run, in Ray Serve's words. */
  readonly serve: Readonly<Record<string, unknown>> | undefined;
  readonly steps: readonly StepModel[];
  /** These and those of the base, in the order of the run; undefined where these are all. */
  readonly order: readonly RunStep[] | undefined;
  /** The author's own items of the form of the params: a list, or options by name. */
  readonly uiSchema?: unknown;
  /** Changes when what may go in or come out changes, and never for a description. */
  readonly contractHash: string;
}

export type BaseKind = 'base' | 'train' | 'export' | 'inference' | 'dataset' | 'upload' | 'add_task_data' | 'deployment' | 'serve';

/** The author's class: a module below the plugin folder, without ending, and the name it exports. */
export interface Entrypoint {
  readonly file: string;
  readonly className: string;
}

/** A value that crosses a boundary of the runtime: its type, its validator and its schema on its own. */
export interface ValueModel {
  readonly typeName: string;
  /** The type before defaults; the same as `typeName` where defaults change nothing. */
  readonly inputTypeName: string;
  /** The exported constant in validators.ts. */
  readonly validator: string;
  readonly root: SchemaRoot;
  /** Self-contained: only `#/$defs/…` references. */
  readonly schema: JsonSchema;
  readonly closed: boolean;
}

/** num_cpus and num_gpus in units, memory in bytes. */
export interface ResourcesModel {
  readonly num_cpus?: number;
  readonly num_gpus?: number;
  readonly memory?: number;
}

export interface RouteModel {
  readonly kind: 'route';
  /** `POST /predict` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly description: string;
  readonly request: ValueModel | undefined;
  readonly response: ValueModel | undefined;
}

export interface StepModel {
  readonly kind: 'step';
  /** As in config.yaml: `load_dataset`. */
  readonly name: string;
  readonly stem: string;
  readonly file: string;
  /** The author's class, `LoadDatasetStep`; the generated one is `LoadDatasetStepBase`. */
  readonly className: string;
  readonly description: string;
  readonly weight: number;
  readonly needs: readonly string[];
  readonly skippable: boolean;
  readonly effects: 'none' | 'local' | 'external';
  readonly rollback: boolean;
  readonly idempotent: boolean;
  /** As the step engine takes it; undefined where the contract says nothing about it. */
  readonly policy: StepPolicy | undefined;
  /** Next to, or in place of, a step of the base. */
  readonly placement?: NonNullable<CheckedStep['placement']>;
  readonly output: ValueModel | undefined;
}
