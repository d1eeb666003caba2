import { failureReason } from '../errors/failure-reason.ts';
import { callAfter } from '../timing/call-after.ts';

/** For one attempt of a step: long enough to close files and connections; short enough for somebody who pressed Ctrl-C. */
export const ATTEMPT_GRACE_MS = 5_000;
/** For a whole run: after its attempt has reacted, or not, the steps are undone. */
export const RUN_GRACE_MS = 10_000;
/** What has just thrown where nobody can catch it will hardly react any more. */
export const FAILED_GRACE_MS = 1_000;

const OF_THE_TOOLKIT = Symbol.for('actionsmith.abort-listener');

/**
 * Starts the work and gives its outcome. When the signal aborts, the work has `graceMs` left to react; after that it is abandoned: the promise
 * rejects with the signal's reason, and whatever the work does later is ignored. Leaves no timer and no listener behind.
 */
export function settleOrAbandon<T>(start: () => T | PromiseLike<T>, signal: AbortSignal, graceMs: number | (() => number)): Promise<T> {
  return new Promise((resolve, reject) => {
    let callOff: (() => void) | undefined;
    const onAbort = ofTheToolkit(() => {
      callOff = callAfter(typeof graceMs === 'number' ? graceMs : graceMs(), () => finish(() => reject(signal.reason)));
    });
    const finish = (settle: () => void): void => {
      callOff?.();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    startSafely(start).then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
  });
}

/** The same for code of the author: when the run has failed elsewhere, it gets a second at most. */
export function settleOrGiveUp<T>(start: () => T | PromiseLike<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  return settleOrAbandon(start, signal, () => (failureReason(signal) === undefined ? graceMs : Math.min(graceMs, FAILED_GRACE_MS)));
}

/** Marks a listener that waits for work to react, and not for the abort itself. */
export function ofTheToolkit(listener: () => void): () => void {
  return Object.defineProperty(listener, OF_THE_TOOLKIT, { value: true });
}

/** True for a listener that only waits for work to react: it is nobody who waits for the abort itself. */
export function isOfTheToolkit(listener: unknown): boolean {
  return typeof listener === 'function' && OF_THE_TOOLKIT in listener;
}

/** What throws at once rejects like what throws later. */
async function startSafely<T>(start: () => T | PromiseLike<T>): Promise<T> {
  return start();
}
