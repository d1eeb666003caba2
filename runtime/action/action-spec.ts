import type { DataType } from '../data-types/data-type.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { AnyAction } from './action-class.ts';
import type { ActionType, PluginCategory, ResultValidation, RunMethod } from './enums.ts';

/** Names one action of one contract, wherever it runs. */
export interface ActionRef {
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
}

/** A step as the contract declares it. */
export interface StepSpec {
  readonly name: string;
  readonly description?: string;
  readonly weight: number;
  readonly needs: readonly string[];
  readonly skippable: boolean;
}

/** Everything that the contract says about an action, and how to load the author's code for it. */
export interface ActionSpec {
  readonly name: string;
  /** A class that extends BaseAction, or a function of `defineAction`. */
  readonly type: ActionType;
  readonly title: string;
  readonly description: string;
  /** The plugin's code. */
  readonly plugin: string;
  readonly category?: PluginCategory;
  /** Where it runs unless the caller says otherwise. */
  readonly method: RunMethod;
  /** Which base the class extends: `base`, `train`, `export`, … */
  readonly base: string;
  /** `src/actions/train:TrainAction`, below the plugin's folder. */
  readonly entrypoint: string;
  readonly contractHash: string;
  /** What kind of data goes in and comes out: a standard type by its name, one of the plugin with what it extends. */
  readonly inputType?: DataType | string;
  readonly outputType?: DataType | string;
  readonly params?: StandardSchemaV1;
  readonly result?: StandardSchemaV1;
  readonly resultValidation: ResultValidation;
  /** Where `params` and `result` come from, so that they can travel: a module below the plugin's folder, and what it exports. */
  readonly validators?: { readonly module: string; readonly params?: string; readonly result?: string };
  /** The steps that the contract declares, in their order. */
  readonly steps?: readonly StepSpec[];
  /** memory in bytes. */
  readonly resources?: { readonly num_cpus?: number; readonly num_gpus?: number; readonly memory?: number };
  /** Variables of every run, wherever it happens. `env_vars` of the runtime_env win over them, and what the caller gives over both. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the secrets of a run are found, wherever it happens: `env:NAME`, `file:/path`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Ray's runtime_env of a remote run. Its `env_vars` hold for a local one too. */
  readonly runtimeEnv?: Readonly<Record<string, unknown>>;
  /** Where Node comes from on a cluster; default `auto`. */
  readonly node?: 'auto' | 'path' | 'wheel';
  /** Globs of the files that travel with a remote run, from the plugin's folder. */
  readonly assets?: readonly string[];
  /** Packages that are not bundled: they travel with what they depend on, for the platform of the cluster. */
  readonly externals?: readonly string[];
  /** How Python packages of a remote run are installed, and where the plugin's own wheels lie. */
  readonly python?: { readonly manager?: 'pip' | 'uv'; readonly options?: readonly string[]; readonly wheelsDir?: string };
  /** How replicas of a service are run, in Ray Serve's words. */
  readonly serve?: Readonly<Record<string, unknown>>;
  readonly load: () => Promise<AnyAction>;
}
