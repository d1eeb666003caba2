import { randomBytes } from 'node:crypto';
import type { ActionClass, AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { carriedTrace } from '../context/carry-trace.ts';
import { checkParams } from '../action/check-params.ts';
import type { DefinedAction } from '../action/define-action.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { NodeChoice } from '../ray/choose-node.ts';
import { RayJobsClient } from '../ray/jobs-client.ts';
import type { Gateway } from '../ray/task/gateway.ts';
import { TaskRecord } from '../ray/task/task-record.ts';
import { checkDuration } from '../timing/check-duration.ts';
import { withinSeconds } from '../timing/within-seconds.ts';
import { ownParams } from './find-spec.ts';
import { mapRuns } from './map-runs.ts';
import type { MapOptions, RayActorExecutorOptions } from './ray-actor-options.ts';
import type { Run, RunStatus } from './run.ts';
import { TaskRun } from './task-run.ts';
import { TaskSetup } from './task-setup.ts';

/** So many of the latest runs are found by their ids. */
const KNOWN_RUNS = 1_000;

/**
 * Guide: Ray Task Execution. Runs actions in actors of a Ray cluster that stay: the first run starts them, and every later one begins within milliseconds.
 * `shutdown` ends them; so does the end of this process.
 */
export class RayActorExecutor {
  /** Ray's API itself, for what has nothing to do with actions. */
  readonly client: RayJobsClient;
  readonly #options: RayActorExecutorOptions;
  readonly #setup: TaskSetup;
  readonly #runs = new Map<string, TaskRun>();
  #gateway: Promise<Gateway> | undefined;
  #isShut = false;

  constructor(options: RayActorExecutorOptions = {}) {
    const { rayAddress, dashboardUrl = rayAddress, token, headers, verify } = options;
    for (const name of ['stopSeconds', 'startSeconds', 'idleSeconds', 'leaseSeconds'] as const) checkDuration(name, options[name] ?? 0);
    this.client = new RayJobsClient({ address: dashboardUrl, token, headers, verify });
    this.#options = options;
    this.#setup = new TaskSetup(this.client, options);
  }

  /** Runs the action and gives its typed result. Throws what `submit` throws, and what the run failed of. */
  async execute<A extends ActionClass>(action: A, params: ParamsOf<A>): Promise<ResultOf<A>>;
  async execute<A extends DefinedAction>(action: A, params: ParamsOf<A>): Promise<ResultOf<A>>;
  async execute<R = unknown>(action: string | ActionSpec, params: unknown): Promise<R>;
  async execute(action: string | ActionSpec | AnyAction, params: unknown): Promise<unknown> {
    return (await this.#submit(action, params, this.#limit)).result();
  }

  /**
   * Checks the params and starts the run in an actor. Throws ValidationError, ActionNotFoundError, BUNDLE_FAILED, RayError GATEWAY_FAILED,
   * GATEWAY_UNREACHABLE, GATEWAY_LOST. Takes an action's name, its entry in the registry, a class that was generated, or a function of `defineAction`.
   */
  async submit<A extends ActionClass>(action: A, params: ParamsOf<A>): Promise<TaskRun<ResultOf<A>>>;
  async submit<A extends DefinedAction>(action: A, params: ParamsOf<A>): Promise<TaskRun<ResultOf<A>>>;
  async submit<R = unknown>(action: string | ActionSpec, params: unknown): Promise<TaskRun<R>>;
  async submit(action: string | ActionSpec | AnyAction, params: unknown): Promise<TaskRun> {
    const run = await this.#submit(action, params, this.#limit);
    this.#runs.set(run.id, run);
    if (this.#runs.size > KNOWN_RUNS) this.#runs.delete(this.#runs.keys().next().value!);
    return run;
  }

  /**
   * Runs the action for every item, some at a time, and gives the results in the items' order while they come. Takes the next item only when there is room for
   * it: an endless source is fine. The first run that fails ends it; whoever leaves early, or a failure, cancels what still runs.
   */
  map<A extends ActionClass>(action: A, items: Items<ParamsOf<A>>, options?: MapOptions): AsyncGenerator<ResultOf<A>, void, undefined>;
  map<A extends DefinedAction>(action: A, items: Items<ParamsOf<A>>, options?: MapOptions): AsyncGenerator<ResultOf<A>, void, undefined>;
  map<R = unknown>(action: string | ActionSpec, items: Items<unknown>, options?: MapOptions): AsyncGenerator<R, void, undefined>;
  async *map(
    action: string | ActionSpec | AnyAction,
    items: Items<unknown>,
    { concurrency = this.#limit }: MapOptions = {},
  ): AsyncGenerator<unknown, void, undefined> {
    const limit = Math.max(concurrency, this.#limit);
    yield* mapRuns(items, (params) => this.#submit(action, params, limit), concurrency);
  }

  /** Where the workers' Node comes from: decided once. */
  chooseNode(spec: ActionSpec): Promise<NodeChoice> {
    return this.#setup.chooseNode(spec);
  }

  async getStatus(run: Run | string): Promise<RunStatus> {
    return this.#find(run).status();
  }

  /** All that the run printed until its end, without the records. */
  async getLogs(run: Run | string): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of this.#find(run).logs()) text += decoder.decode(bytes, { stream: true });
    return text + decoder.decode();
  }

  /**
   * The typed result. Throws what the run failed of, RunCancelled for a stopped one, and RunTimedOut when it takes longer; the run then goes on.
   * Infinity is no limit; BAD_DURATION for NaN or a negative time.
   */
  async wait<R>(run: Run<R> | string, { timeoutSeconds }: { readonly timeoutSeconds?: number } = {}): Promise<R> {
    const found = this.#find(run) as Run<R>;
    return withinSeconds(timeoutSeconds, `task ${found.id} has not ended within ${timeoutSeconds} s; it goes on`, () => found.result());
  }

  /** Stops the run, which may clean up first, and resolves when it has ended. */
  async stop(run: Run | string): Promise<void> {
    await this.#find(run).cancel();
  }

  /** Ends the actors and their gateway, and resolves when they are gone. What still runs is cancelled. May be called twice. */
  async shutdown(): Promise<void> {
    this.#isShut = true;
    const gateway = await this.#gateway?.catch(() => undefined);
    this.#gateway = undefined;
    await gateway?.shutdown(this.#graceMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  get #limit(): number {
    return this.#options.maxActors ?? 4;
  }

  get #graceMs(): number {
    return (this.#options.stopSeconds ?? 30) * 1000;
  }

  async #submit(action: string | ActionSpec | AnyAction, params: unknown, limit: number): Promise<TaskRun> {
    const spec = await this.#setup.specOf(action);
    await checkParams(spec.params ?? ownParams(action), params);
    const bundling = this.#setup.bundleOf(spec);
    const nonce = randomBytes(16).toString('hex');
    const { plugin, name, contractHash } = spec;
    const record = new TaskRecord(`${name.replaceAll(/[^\w.-]/g, '-').slice(0, 60)}-${randomBytes(6).toString('hex')}`, nonce);
    const file = {
      protocol: 1,
      nonce,
      plugin,
      action: name,
      contractHash,
      jobId: record.id,
      params,
      env: carriedTrace(),
      graceMs: this.#graceMs,
    };
    const line = Buffer.from(JSON.stringify({ type: 'run', ...file }));
    const asked = { needs: this.#setup.needsOf(spec), limit, graceSeconds: this.#graceMs / 1000 };
    for (;;) {
      const starting = this.#open(spec);
      const [bundle, gateway] = await Promise.all([bundling, starting]); // each takes its time, and neither needs the other
      if (await gateway.run(record, bundle, asked, line)) return new TaskRun(record, this.#setup.folder, () => gateway.cancel(record.id));
      if (this.#gateway === starting) this.#gateway = undefined; // it ended, for it had nothing to do
    }
  }

  /** The gateway, started when it is needed first. One that did not start is tried again the next time. */
  #open(spec: ActionSpec): Promise<Gateway> {
    if (this.#isShut) throw new ActionsmithError('the executor was shut down: make another one', { code: 'EXECUTOR_SHUT_DOWN' });
    if (this.#gateway !== undefined) return this.#gateway;
    const starting = this.#setup.startGateway(spec);
    this.#gateway = starting;
    starting.catch(() => {
      if (this.#gateway === starting) this.#gateway = undefined;
    });
    return starting;
  }

  #find(run: Run | string): Run {
    if (typeof run !== 'string') return run;
    const found = this.#runs.get(run);
    if (found === undefined)
      throw new ActionsmithError(`there is no run ${JSON.stringify(run)} in this executor`, { code: 'RUN_NOT_FOUND' });
    return found;
  }
}

type Items<P> = Iterable<P> | AsyncIterable<P>;
