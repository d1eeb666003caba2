import type { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { ExecutionError } from '../errors/execution-error.ts';
import { isRunCancelled, RunCancelled } from '../errors/run-cancelled.ts';
import { asFailure, endedEarly, isAwaited, isFailure, isUnsettled } from './run-failures.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** How long a process that is done may go on, for output and handles that the author left open. */
const LINGER_MS = 2_000;
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The one run of a process that belongs to it, such as a job of a cluster or a command. Catches what no `try` can: an error in a callback of the
 * author fails the run, which then undoes its steps; so does a promise that can never settle; and an early `process.exit` is no success.
 * However the run ends, it is said exactly once, and in agreement with the exit code.
 */
export class ProcessRun {
  readonly #tell: (error: ActionsmithError) => void;
  readonly #controller = new AbortController();
  #state: 'waiting' | 'running' | 'succeeded' | 'failed' = 'waiting';
  #stay: NodeJS.Timeout | undefined;
  #forced: RunCancelled | undefined;

  /** `tell` says a failure that `run` cannot throw; the process may end right after it. */
  constructor(tell: (error: ActionsmithError) => void) {
    this.#tell = tell;
    process.on('uncaughtException', (error) => this.#fail(asFailure(error)));
    process.on('unhandledRejection', (reason) => this.#fail(asFailure(reason)));
    process.on('beforeExit', () => this.#idle());
    process.on('exit', (code) => this.#leave(code));
  }

  /** Aborts when the run is cancelled, with RunCancelled, or has failed, with ExecutionError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(reason: RunCancelled): void {
    this.#controller.abort(reason);
  }

  /**
   * SIGINT and SIGTERM cancel the run, which then undoes its steps; `onFirst` may say so. A second one ends the process at once, however long that
   * takes. Gives the function that leaves signals to the system again.
   */
  cancelOnSignals(onFirst: () => void = () => {}): () => void {
    return stopOnSignals(
      (signal) => {
        onFirst();
        this.cancel(new RunCancelled(`the run was cancelled by ${signal}`));
      },
      (signal) => (this.#forced = new RunCancelled(`the run was ended at once by ${signal}; what it began may not be undone`)),
    );
  }

  /** Does the work, and says its result. Throws what it failed of, and what saying it failed of; saying that is the caller's. */
  async run<T>(work: () => Promise<T>, say: (result: T) => void | Promise<void>): Promise<void> {
    if (this.#state === 'failed') return; // while its code was loaded, which has been said
    this.#state = 'running';
    try {
      const result = await work();
      if (isFailure(this.signal.reason)) throw this.signal.reason;
      await say(result);
      if (isFailure(this.signal.reason)) throw this.signal.reason; // while it was said
      this.#end('succeeded');
    } catch (error) {
      this.#end('failed');
      throw error;
    }
  }

  /** Fails the run that goes on. Where none does, it was not begun or is done, and the failure is said at once. */
  #fail(error: ExecutionError): void {
    if (this.#state === 'running') return this.#controller.abort(error);
    if (this.#state === 'failed') return;
    this.#end('failed');
    this.#tell(error);
  }

  #end(state: 'succeeded' | 'failed'): void {
    this.#state = state;
    clearInterval(this.#stay);
    process.exitCode = state === 'succeeded' ? 0 : 1;
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }

  /**
   * Nothing is left that could happen, but the signal. An action may wait for nothing but being stopped, and the process stays for it; who waits for
   * something else waits in vain.
   */
  #idle(): void {
    if (this.#state !== 'running' || this.signal.aborted) return;
    if (isAwaited(this.signal)) this.#stay ??= setInterval(() => {}, LONGEST_MS);
    else this.#fail(endedEarly(0));
  }

  #leave(code: number): void {
    if (this.#state === 'waiting' || this.#state === 'running') {
      const reason: unknown = this.#forced ?? this.signal.reason;
      this.#end('failed');
      this.#tell(isFailure(reason) || isRunCancelled(reason) ? reason : endedEarly(code));
      process.exitCode = isUnsettled(code) ? 1 : code;
    } else if (this.#state === 'failed' && code === 0) process.exitCode = 1;
  }
}
