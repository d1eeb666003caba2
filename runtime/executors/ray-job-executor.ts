import type { ActionClass, AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { checkParams } from '../action/check-params.ts';
import type { DefinedAction } from '../action/define-action.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import type { Bundle } from '../ray/bundle/bundle-manifest.ts';
import { collectBundle } from '../ray/bundle/bundle-plugin.ts';
import { readBundle } from '../ray/bundle/saved-bundle.ts';
import { zipFiles } from '../ray/bundle/zip-files.ts';
import { chooseNode, type NodeChoice, type NodeOption } from '../ray/choose-node.ts';
import { RayJobsClient } from '../ray/jobs-client.ts';
import { readForwardedSecrets } from '../ray/forward-secrets.ts';
import { readLeftOver } from '../ray/resume/read-left-over.ts';
import { refuseOtherContract, refuseToResume } from '../ray/resume/refuse-to-resume.ts';
import { resumedId } from '../ray/resume/resumed-id.ts';
import { mergeRuntimeEnv, type RuntimeEnv } from '../ray/runtime-env.ts';
import { submitRun } from '../ray/submit-run.ts';
import { withinSeconds } from '../timing/within-seconds.ts';
import { findSpec, ownParams } from './find-spec.ts';
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
  /**
   * Secrets of the contract, or variables, that are read here and sent in the job's `env_vars`: whoever may list the cluster's jobs can read them there.
   * Without this a secret is a reference, which the worker resolves where it runs.
   */
  readonly forwardSecrets?: readonly string[];
  /** Sent with every request to the dashboard, over those of RAY_JOB_HEADERS. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** For https: false, or the file of a certificate authority. Default: what REQUESTS_CA_BUNDLE or SSL_CERT_FILE names, and Node's own. */
  readonly verify?: boolean | string;
  /** Globs of files that travel, from the plugin's folder; default: what the contract says. */
  readonly assets?: readonly string[];
  /** Of the cluster, for packages that are not bundled: `linux-x64`, `linux-arm64-musl`; default: Linux on a processor like this one's. */
  readonly platform?: string;
  /** Where `node` comes from on the cluster; over what the contract says. Default `auto`: a wheel where the cluster has none. */
  readonly node?: NodeOption;
  /** What the job reserves; over what the contract says. memory in bytes. */
  readonly resources?: NonNullable<ActionSpec['resources']>;
  /** How long a stopped run may take to clean up; default 30 s. */
  readonly stopSeconds?: number;
  /** How long the cluster may be away before waiting for a run is given up; the run itself may go on. Default one minute. */
  readonly outageSeconds?: number;
}

export interface SubmitOptions {
  /** Default: a new one. The same id twice is one job. */
  readonly submissionId?: string;
  /** A saved bundle instead of one made now. */
  readonly bundle?: Uint8Array;
  /** Told each package that is sent, before it is: that of the run, and that of packages which are not bundled where the cluster does not have it. */
  readonly onPackage?: (zip: Uint8Array) => void;
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
    const spec = await findSpec(this.#folder, action);
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
    const spec = await findSpec(this.#folder, metadata.action);
    refuseOtherContract(id, spec, metadata);
    const params = options.params ?? kept;
    if (params === undefined) throw refuseToResume(id, 'its log does not hold its params: give them again');
    await checkParams(spec.params, params);
    return (await this.#submit(spec, params, { submissionId: resumedId(id), ...options }, checkpoints)) as RayRun<R>;
  }

  /** The zip that `submit` would send, without a run: it can be kept, and submitted later. */
  async bundle(action: string | ActionSpec | AnyAction): Promise<Uint8Array> {
    const { files, manifest } = await this.#bundle(await findSpec(this.#folder, action));
    return zipFiles(files, manifest.executables);
  }

  /** A run of this cluster by its job's id, from whichever process it was submitted. */
  attach<R = unknown>(id: string): RayRun<R> {
    return this.#attach<R>(id);
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

  #attach<R>(id: string, node?: NodeChoice): RayRun<R> {
    return new RayRun<R>(this.client, id, { folder: this.#folder, outageSeconds: this.#options.outageSeconds, node });
  }

  #find(run: Run | string): Run {
    return typeof run === 'string' ? this.attach(run) : run;
  }

  async #submit(spec: ActionSpec, params: unknown, options: SubmitOptions, checkpoints?: readonly CheckpointEvent[]): Promise<RayRun> {
    const { env, runtimeEnv, resources, stopSeconds } = this.#options;
    const bundle = options.bundle === undefined ? await this.#bundle(spec) : readBundle(options.bundle);
    const node = await chooseNode(this.client, this.#options.node ?? spec.node, mergeRuntimeEnv(spec.runtimeEnv ?? {}, runtimeEnv ?? {}));
    const { submissionId, onPackage } = options;
    const forwarded = readForwardedSecrets(this.#options.forwardSecrets ?? [], spec.secrets);
    const run = {
      spec,
      params,
      bundle,
      submissionId,
      env,
      runtimeEnv,
      forwarded,
      onPackage,
      node: node.source,
      resources,
      stopSeconds,
      checkpoints,
    };
    return this.#attach(await submitRun(this.client, run), node);
  }

  #bundle(spec: ActionSpec): Promise<Bundle> {
    return collectBundle(this.#folder, spec, { assets: this.#options.assets ?? spec.assets ?? [], platform: this.#options.platform });
  }
}
