import type { ActionClass, AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { checkParams } from '../action/check-params.ts';
import { type DefinedAction, isDefinedAction } from '../action/define-action.ts';
import { loadAction } from '../action/load-action.ts';
import { loadPlugin } from '../discovery/load-plugin.ts';
import { RayError } from '../errors/ray-error.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import { bundlePlugin } from '../ray/bundle/bundle-plugin.ts';
import { RayJobsClient } from '../ray/jobs-client.ts';
import { readLeftOver } from '../ray/resume/read-left-over.ts';
import { refuseOtherContract, refuseToResume } from '../ray/resume/refuse-to-resume.ts';
import { resumedId } from '../ray/resume/resumed-id.ts';
import { mergeRuntimeEnv, type NodeSource, type RuntimeEnv } from '../ray/runtime-env.ts';
import { submitRun } from '../ray/submit-run.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import { withinSeconds } from '../timing/within-seconds.ts';
import { RayRun } from './ray-run.ts';
import type { Run, RunStatus } from './run.ts';

export interface RayJobExecutorOptions {
  /** Of the cluster; default and `auto`: RAY_API_SERVER_ADDRESS, else http://localhost:8265. */
  readonly dashboardUrl?: string;
  /** The plugin's folder; default: the one you stand in. */
  readonly workingDir?: string;
  /** In Ray's own words: `{ pip: [...], env_vars: {...} }`. */
  readonly runtimeEnv?: RuntimeEnv;
  /**
   * Wins over `env_vars` of the runtime_env, these over `env` in config.yaml, and that over the environment of the cluster's processes. The run sees it in
   * `ctx.env` and in `process.env`. It travels in the job's package.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent with every request to the dashboard. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** For https: false, or the file of a certificate authority. */
  readonly verify?: boolean | string;
  /** Globs of files that travel, from the plugin's folder; default: what the contract says. */
  readonly assets?: readonly string[];
  /** Where `node` comes from on the cluster; default `path`. */
  readonly node?: NodeSource;
  /** What the job reserves; over what the contract says. memory in bytes. */
  readonly resources?: NonNullable<ActionSpec['resources']>;
  /** How long a stopped run may take to clean up; default 30 s. */
  readonly stopSeconds?: number;
}

export interface SubmitOptions {
  /** Default: a new one. The same id twice is one job. */
  readonly submissionId?: string;
  /** A saved bundle instead of one made now. */
  readonly bundle?: Uint8Array;
}

export interface ResumeOptions extends SubmitOptions {
  /** Needed where the job's log does not hold them: they hold a secret, or it ended before its first step. */
  readonly params?: unknown;
}

/** Guide: Ray Job Execution. Runs actions as jobs of a Ray cluster, through its Jobs API. */
export class RayJobExecutor {
  /** Ray's API itself, for what has nothing to do with actions. */
  readonly client: RayJobsClient;
  readonly #options: RayJobExecutorOptions;
  readonly #folder: string;

  constructor(options: RayJobExecutorOptions = {}) {
    const { dashboardUrl, token, headers, verify } = options;
    this.client = new RayJobsClient({ address: dashboardUrl, token, headers, verify });
    this.#options = options;
    this.#folder = options.workingDir ?? process.cwd();
  }

  /**
   * Checks the params, sends the action's bundle and starts the job. Throws ValidationError, ActionNotFoundError, BUNDLE_FAILED, RayError.
   * Takes an action's name, its entry in the registry, a class that was generated, or a function of `defineAction` that the plugin has under its name.
   */
  async submit<A extends ActionClass>(action: A, params: ParamsOf<A>, options?: SubmitOptions): Promise<RayRun<ResultOf<A>>>;
  async submit<A extends DefinedAction>(action: A, params: ParamsOf<A>, options?: SubmitOptions): Promise<RayRun<ResultOf<A>>>;
  async submit<R = unknown>(action: string | ActionSpec, params: unknown, options?: SubmitOptions): Promise<RayRun<R>>;
  async submit(action: string | ActionSpec | AnyAction, params: unknown, options: SubmitOptions = {}): Promise<RayRun> {
    const spec = await this.#specOf(action);
    await checkParams(spec.params ?? ownParams(action), params);
    return this.#submit(spec, params, options);
  }

  /**
   * Goes on where a job that failed, was stopped or killed has left off: reads what its finished steps left out of its log, and submits a new job that begins
   * with the next one. The action, its contract and its steps must be the same; `env` and the like are this executor's. A job is resumed once: asked
   * again, it is the same run. Throws RayError RESUME_REFUSED, CONTRACT_MISMATCH, JOB_NOT_FOUND, LOG_GONE, and what `submit` throws.
   */
  async resume<R = unknown>(run: Run | string, options: ResumeOptions = {}): Promise<RayRun<R>> {
    const id = typeof run === 'string' ? run : run.id;
    const { metadata, checkpoints, params: kept } = await readLeftOver(this.client, id);
    const spec = await this.#specOf(metadata.action);
    refuseOtherContract(id, spec, metadata);
    const params = options.params ?? kept;
    if (params === undefined) throw refuseToResume(id, 'its log does not hold its params: give them again');
    await checkParams(spec.params, params);
    return (await this.#submit(spec, params, { submissionId: resumedId(id), ...options }, checkpoints)) as RayRun<R>;
  }

  /** The zip that `submit` would send, without a run: it can be kept, and submitted later. */
  async bundle(action: string | ActionSpec | AnyAction): Promise<Uint8Array> {
    return this.#bundle(await this.#specOf(action));
  }

  /** A run of this cluster by its job's id, from whichever process it was submitted. */
  attach<R = unknown>(id: string): RayRun<R> {
    return new RayRun<R>(this.client, id, this.#folder);
  }

  async getStatus(run: Run | string): Promise<RunStatus> {
    return this.#find(run).status();
  }

  /** All that the run printed until its end, without the records and Ray's own lines. */
  async getLogs(run: Run | string): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of this.#find(run).logs()) text += decoder.decode(bytes, { stream: true });
    return text + decoder.decode();
  }

  /**
   * The typed result. Throws what the run failed of, RunCancelled for a stopped one, and RunTimedOut when it takes longer; the job then goes on.
   * Infinity is no limit; BAD_DURATION for NaN or a negative time.
   */
  async wait<R>(run: Run<R> | string, { timeoutSeconds }: { readonly timeoutSeconds?: number } = {}): Promise<R> {
    const found = this.attach<R>(typeof run === 'string' ? run : run.id);
    const late = `job ${found.id} has not ended within ${timeoutSeconds} s; it goes on`;
    return withinSeconds(timeoutSeconds, late, (signal) => found.result(signal));
  }

  /** Stops the run, which may clean up first, and resolves when it has ended. */
  async stop(run: Run | string): Promise<void> {
    await this.#find(run).cancel();
  }

  #find(run: Run | string): Run {
    return typeof run === 'string' ? this.attach(run) : run;
  }

  async #submit(spec: ActionSpec, params: unknown, options: SubmitOptions, checkpoints?: readonly CheckpointEvent[]): Promise<RayRun> {
    const { env, node, resources, stopSeconds } = this.#options;
    const runtimeEnv = mergeRuntimeEnv(spec.runtimeEnv ?? {}, this.#options.runtimeEnv ?? {});
    const bundle = options.bundle ?? (await this.#bundle(spec));
    const { submissionId } = options;
    const run = { spec, params, bundle, submissionId, env, runtimeEnv, node, resources, stopSeconds, checkpoints };
    return this.attach(await submitRun(this.client, run));
  }

  #bundle(spec: ActionSpec): Promise<Uint8Array> {
    return bundlePlugin(this.#folder, spec, { assets: this.#options.assets ?? spec.assets ?? [] });
  }

  async #specOf(action: string | ActionSpec | AnyAction): Promise<ActionSpec> {
    if (typeof action === 'object') return action;
    if (typeof action === 'string') return (await loadPlugin(this.#folder)).registry.get(action);
    if (isDefinedAction(action)) return this.#specOfFunction(action);
    const { ref } = action;
    if (!ref) throw noRef(action);
    const spec = (await loadPlugin(this.#folder)).registry.get(ref.action);
    if (spec.plugin === ref.plugin && spec.contractHash === ref.contractHash) return spec;
    throw new RayError(
      `${action.name} was generated from contract ${ref.contractHash} of ${ref.plugin}, and ${this.#folder} holds ${spec.contractHash} of ${spec.plugin}: generate again`,
      { code: 'CONTRACT_MISMATCH' },
    );
  }

  /** A function knows no contract: the plugin's action of its name must be a function of that name too. */
  async #specOfFunction(action: DefinedAction): Promise<ActionSpec> {
    const { name } = action.definition;
    const { registry } = await loadPlugin(this.#folder);
    const spec = registry.list().find((candidate) => candidate.name === name);
    const found = spec && (await loadAction(spec));
    if (spec !== undefined && isDefinedAction(found) && found.definition.name === name) return spec;
    throw new RayError(
      `function ${name} cannot travel: ${this.#folder} has no action ${name} that is one. Name it in config.yaml, by entrypoint: <file>:<function>`,
      { code: 'ACTION_WITHOUT_REF' },
    );
  }
}

/** What the action itself asks for, where its contract says nothing. */
function ownParams(action: string | ActionSpec | AnyAction): StandardSchemaV1 | undefined {
  if (typeof action !== 'function') return undefined;
  return isDefinedAction(action) ? action.definition.params : action.paramsModel;
}

function noRef(action: ActionClass): RayError {
  return new RayError(
    `${action.name || 'the action'} cannot travel: a cluster needs its plugin. Extend the generated base, or give the action's name`,
    {
      code: 'ACTION_WITHOUT_REF',
    },
  );
}
