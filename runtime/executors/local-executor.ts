import type { AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { runAction } from '../action/run-action.ts';
import { runSpec } from '../action/run-spec.ts';
import { backendOfRun } from '../backend/backend-of-run.ts';
import { type GivenEnvironment, runEnvironment } from '../context/run-environment.ts';
import { runSecrets } from '../context/run-secrets.ts';
import { RuntimeContext, type RuntimeContextOptions } from '../context/runtime-context.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { RecordedOptions } from '../history/record-run.ts';
import { newRunId } from '../history/run-id.ts';
import { withBackend } from '../logging/backend/with-backend.ts';
import { ConsoleLogger } from '../logging/console-logger.ts';
import type { Logger } from '../logging/logger.ts';
import { checkDuration } from '../timing/check-duration.ts';
import { withinSeconds } from '../timing/within-seconds.ts';
import { LocalRun } from './local-run.ts';
import type { Run, RunStatus } from './run.ts';

/** Without a `logger`, a ConsoleLogger on stderr, and the backend where the run's environment names one and its job there. */
export interface LocalExecutorOptions extends RuntimeContextOptions {
  /**
   * Wins over `env_vars` of the contract's runtime_env, these over `env` in config.yaml, and that over the environment of this process. The run sees it in
   * `ctx.env`; `process.env` belongs to the caller, and stays as it is.
   */
  readonly env?: GivenEnvironment;
  /**
   * Keep every run in `.actionsmith/runs` of this folder, where `actionsmith runs` finds it; true: of the one you stand in. Default: nothing is kept.
   * With a `jobId` of your own, the folder still has the run's id.
   */
  readonly history?: boolean | string;
  /** How long a cancelled action may take to clean up, in milliseconds. */
  readonly graceMs?: number;
}

/** Guide: Local Execution. Runs actions in this process, for development and tests. */
export class LocalExecutor {
  readonly #options: LocalExecutorOptions;
  readonly #runs = new Map<string, Run>();

  constructor(options: LocalExecutorOptions = {}) {
    checkDuration('graceMs', options.graceMs ?? 0);
    this.#options = options;
  }

  /** Runs the action and gives its typed result. Throws ValidationError, StepError, RunCancelled, ExecutionError. */
  async execute<A extends AnyAction>(action: A, params: ParamsOf<A>): Promise<ResultOf<A>>;
  async execute(action: ActionSpec, params: unknown): Promise<unknown>;
  async execute(action: AnyAction | ActionSpec, params: unknown): Promise<unknown> {
    return this.#start(action, params).result();
  }

  /** Starts the action. The run goes on while you do something else. */
  async submit<A extends AnyAction>(action: A, params: ParamsOf<A>): Promise<Run<ResultOf<A>>>;
  async submit(action: ActionSpec, params: unknown): Promise<Run>;
  async submit(action: AnyAction | ActionSpec, params: unknown): Promise<Run> {
    const run = this.#start(action, params);
    this.#runs.set(run.id, run);
    return run;
  }

  async getStatus(run: Run | string): Promise<RunStatus> {
    return this.#find(run).status();
  }

  /** Everything that the run reported until its end, as text. */
  async getLogs(run: Run | string): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of this.#find(run).logs()) text += decoder.decode(bytes, { stream: true });
    return text;
  }

  /** The result. Throws what the run failed of; RunTimedOut where it takes longer, and the run goes on. Infinity is no limit; BAD_DURATION for NaN or a negative time. */
  async wait<R>(run: Run<R> | string, { timeoutSeconds }: { readonly timeoutSeconds?: number } = {}): Promise<R> {
    const found = this.#find(run) as Run<R>;
    return withinSeconds(timeoutSeconds, `run ${found.id} took longer than ${timeoutSeconds} s`, () => found.result());
  }

  /** Cancels the run, and resolves when it has ended. */
  async stop(run: Run | string): Promise<void> {
    await this.#find(run).cancel();
  }

  #start(action: AnyAction | ActionSpec, params: unknown): LocalRun<unknown> {
    const id = newRunId();
    const contract = isSpec(action) ? action : {};
    const env = runEnvironment(contract, this.#options.env);
    const start = async (logger: Logger, signal: AbortSignal): Promise<unknown> => {
      const { graceMs, history = false, jobId = id } = this.#options;
      const client = backendOfRun(env, typeof history === 'string' ? history : process.cwd());
      const run = (logger: Logger, { onStart, checkpoints }: Partial<RecordedOptions> = {}): Promise<unknown> => {
        const secrets = runSecrets(isSpec(action) ? action.secrets : {}, env, this.#options.secrets);
        const ctx = new RuntimeContext({
          client,
          ...(checkpoints && { checkpoints }),
          ...this.#options,
          env,
          secrets,
          jobId,
          logger,
          signal,
        });
        const options = { graceMs, onStart };
        return isSpec(action) ? runSpec(action, params, ctx, options) : runAction(action, params, ctx, options);
      };
      try {
        if (history === false) return await run(logger);
        const { recordRun } = await import('../history/record-run.ts');
        const ownEnv = runEnvironment(contract, this.#options.env, {}).toObject();
        return await recordRun({ id, env: ownEnv, history, action, logger }, run);
      } finally {
        await client.close();
      }
    };
    const sink = this.#options.logger ?? withBackend(new ConsoleLogger(), env, this.#options.jobId);
    return new LocalRun(id, sink, start, this.#options.signal);
  }

  #find(run: Run | string): Run {
    if (typeof run !== 'string') return run;
    const found = this.#runs.get(run);
    if (found === undefined)
      throw new ActionsmithError(`there is no run ${JSON.stringify(run)} in this executor`, { code: 'RUN_NOT_FOUND' });
    return found;
  }
}

function isSpec(action: AnyAction | ActionSpec): action is ActionSpec {
  return typeof action !== 'function';
}
