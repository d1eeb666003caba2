import { callAfter } from '../timing/call-after.ts';

/** Long enough to close files and connections; short enough for somebody who pressed Ctrl-C. */
export const DEFAULT_GRACE_MS = 5_000;

/**
 * Starts the work and gives its outcome. When the signal aborts, the work has `graceMs` left to react; after that it is abandoned: the promise
 * rejects with the signal's reason, and whatever the work does later is ignored. Leaves no timer and no listener behind.
 */
export function settleOrAbandon<T>(start: () => T | PromiseLike<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let callOff: (() => void) | undefined;
    const onAbort = (): void => {
      callOff = callAfter(graceMs, () => finish(() => reject(signal.reason)));
    };
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

/** What throws at once rejects like what throws later. */
async function startSafely<T>(start: () => T | PromiseLike<T>): Promise<T> {
  return start();
}
