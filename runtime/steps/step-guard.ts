import { failureReason } from '../errors/failure-reason.ts';
import { callAfter } from '../timing/call-after.ts';
import { AttemptLimit } from './attempt-limit.ts';
import { FAILED_GRACE_MS, ofTheToolkit } from './settle-or-abandon.ts';

/**
 * Waits for the author's code in the steps of one run, for one piece of it after another. When the run is cancelled, or the time of an attempt is up, the
 * code has `graceMs` left to react; then it is given up, and what it does later is ignored. One listener serves the whole run; there is a timer only
 * for an attempt that has a limit.
 */
export class StepGuard {
  readonly #run: AbortSignal;
  readonly #graceMs: number;
  readonly #onAbort: () => void = ofTheToolkit(() => this.#onRunAbort());
  #isStopped: boolean;
  #limit: AttemptLimit | undefined;
  /** Rejects what is waited for now. */
  #giveUp: ((reason: unknown) => void) | undefined;
  #callOffGrace: (() => void) | undefined;

  constructor(run: AbortSignal, graceMs: number) {
    this.#run = run;
    this.#graceMs = graceMs;
    this.#isStopped = run.aborted;
    if (!this.#isStopped) run.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Of the attempt that goes on, or went on last. */
  get signal(): AbortSignal {
    return this.#limit?.signal ?? this.#run;
  }

  /** True once the run is cancelled, or has failed elsewhere. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  throwIfStopped(): void {
    if (this.#isStopped) throw this.#run.reason;
  }

  /** From here on, until the next call, the code belongs to an attempt. The limit, where there is one, has to be disarmed. */
  openAttempt(timeoutMs: number | undefined, attempt: number): AttemptLimit | undefined {
    if (timeoutMs === undefined || timeoutMs === Infinity) return (this.#limit = undefined);
    const limit = new AttemptLimit(timeoutMs, attempt, (reason) => {
      limit.abort(reason);
      this.#armGrace(reason);
    });
    if (this.#isStopped) limit.abort(this.#run.reason);
    return (this.#limit = limit);
  }

  /** The outcome of a promise, or the reason why it was given up. */
  settle<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (this.#isStopped) this.#armGrace(this.#run.reason);
      (work instanceof Promise ? (work as Promise<T>) : Promise.resolve(work)).then(
        (value) => {
          if (this.#giveUp === reject) this.#endWait();
          resolve(value);
        },
        (error: unknown) => {
          if (this.#giveUp === reject) this.#endWait();
          reject(error);
        },
      );
    });
  }

  /** Leaves no timer and no listener behind. */
  close(): void {
    this.#run.removeEventListener('abort', this.#onAbort);
    this.#limit?.disarm();
    this.#endWait();
  }

  #onRunAbort(): void {
    this.#isStopped = true;
    const { reason } = this.#run;
    this.#limit?.abort(reason);
    this.#armGrace(reason);
  }

  #armGrace(reason: unknown): void {
    if (this.#giveUp === undefined || this.#callOffGrace !== undefined) return;
    const hasFailed = failureReason(this.#run) !== undefined;
    this.#callOffGrace = callAfter(hasFailed ? Math.min(this.#graceMs, FAILED_GRACE_MS) : this.#graceMs, () => {
      const giveUp = this.#giveUp;
      this.#endWait();
      giveUp?.(reason);
    });
  }

  #endWait(): void {
    this.#giveUp = undefined;
    this.#callOffGrace?.();
    this.#callOffGrace = undefined;
  }
}
