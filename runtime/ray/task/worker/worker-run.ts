import type { ActionSpec } from '../../../action/action-spec.ts';
import { runSpec } from '../../../action/run-spec.ts';
import { PluginEnvironment } from '../../../context/plugin-environment.ts';
import { runSecrets } from '../../../context/run-secrets.ts';
import { RuntimeContext } from '../../../context/runtime-context.ts';
import type { ExecutionError } from '../../../errors/execution-error.ts';
import { isRunCancelled, RunCancelled } from '../../../errors/run-cancelled.ts';
import { serializeError } from '../../../errors/serialize-error.ts';
import { Logger } from '../../../logging/logger.ts';
import { TeeSink } from '../../../logging/tee-sink.ts';
import { toJson } from '../../../logging/to-json.ts';
import { endedEarly, isFailure } from '../../../process/run-failures.ts';
import { Redactor } from '../../../redaction/redactor.ts';
import type { RunFile } from '../../run-file.ts';
import { FrameSink } from '../../worker/frame-sink.ts';
import { type JobBackend, openBackend } from '../../worker/open-backend.ts';
import { otherContract } from '../../worker/other-contract.ts';
import type { BundledAction } from '../../worker/run-worker.ts';
import { shortenStacks } from '../../worker/shorten-stacks.ts';
import type { TaskStatus } from '../task-file.ts';

/** What all runs of a worker have in common. */
export interface WorkerOfRuns {
  readonly bundled: BundledAction;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly status: TaskStatus;
  /** True where something of the run may still go on in this process. */
  readonly isLast: boolean;
}

/** One run in a worker: what it reports, and its end in whichever way it comes. */
export class WorkerRun {
  readonly #file: RunFile;
  readonly #worker: WorkerOfRuns;
  readonly #sink: FrameSink;
  readonly #redactor = new Redactor();
  readonly #controller = new AbortController();
  #backend: JobBackend | undefined;
  #isSaid = false;
  ended: Promise<unknown> = Promise.resolve();

  constructor(file: RunFile, worker: WorkerOfRuns) {
    this.#file = file;
    this.#worker = worker;
    this.#sink = new FrameSink(file.nonce);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort(new RunCancelled());
  }

  /** For what no `try` sees. The run then undoes its steps. */
  fail(error: ExecutionError): void {
    this.#controller.abort(error);
  }

  /** The process ends, and with it the run. */
  leave(code: number): void {
    if (this.#isSaid) return;
    const error = isFailure(this.signal.reason) ? this.signal.reason : endedEarly(code);
    this.#sayFailure(error);
    void this.#backend?.fail(error, { isExiting: true });
  }

  /** Never rejects. `broken` is what the author's modules threw while they were loaded. */
  begin(spec: ActionSpec | undefined, broken: ExecutionError | undefined): Promise<Ended> {
    const ending = this.#run(spec, broken);
    this.ended = ending;
    return ending;
  }

  async #run(spec: ActionSpec | undefined, broken: ExecutionError | undefined): Promise<Ended> {
    try {
      const refusal = otherContract(this.#worker.bundled, this.#file) ?? broken;
      if (refusal !== undefined || spec === undefined) throw refusal;
      const result = toJson(await this.#work(spec)) ?? null;
      if (isFailure(this.signal.reason)) throw this.signal.reason;
      this.#sink.write({ type: 'result', time: Date.now(), value: result }); // as it is: it is the caller's, who gets it this way
      this.#isSaid = true;
      await this.#backend?.succeed(result);
      return { status: 'SUCCEEDED', isLast: this.signal.aborted };
    } catch (error) {
      this.#sayFailure(error);
      await this.#backend?.fail(error);
      return { status: isRunCancelled(error) ? 'STOPPED' : 'FAILED', isLast: this.signal.aborted };
    }
  }

  async #work(spec: ActionSpec): Promise<unknown> {
    const { env, folder } = this.#worker;
    const { client, backend } = await openBackend(env, folder, this.#redactor);
    this.#backend = backend;
    const logger = new Logger(backend === undefined ? this.#sink : new TeeSink(this.#sink, backend.logger), {
      redactor: this.#redactor,
    });
    const secrets = runSecrets(spec.secrets, new PluginEnvironment(env));
    const { jobId, params, graceMs } = this.#file;
    const ctx = new RuntimeContext({
      logger,
      env: { ...env, ...this.#file.env },
      secrets,
      jobId,
      signal: this.signal,
      client,
      pluginFolder: folder,
    });
    return runSpec(spec, params, ctx, { graceMs });
  }

  #sayFailure(error: unknown): void {
    if (this.#isSaid) return;
    this.#isSaid = true;
    const serialized = serializeError(this.#redactor.redactError(error));
    this.#sink.write({ type: 'failed', time: Date.now(), error: shortenStacks(serialized, this.#worker.folder) });
  }
}
