import { RunTimedOut } from '../errors/run-timed-out.ts';
import { callAfter } from '../timing/call-after.ts';

/** The time that one attempt has. Its signal is made when somebody looks at it. */
export class AttemptLimit {
  /** What the attempt failed of, once its time is up. */
  timedOut: RunTimedOut | undefined;
  readonly #callOff: () => void;
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;

  constructor(timeoutMs: number, attempt: number, onTimeout: (reason: RunTimedOut) => void) {
    this.#callOff = callAfter(timeoutMs, () => {
      this.timedOut = new RunTimedOut(`attempt ${attempt} took longer than ${timeoutMs} ms`, { code: 'STEP_TIMED_OUT' });
      onTimeout(this.timedOut);
    });
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  /** The first reason counts. */
  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = { reason };
    this.#controller?.abort(reason);
  }

  disarm(): void {
    this.#callOff();
  }
}
