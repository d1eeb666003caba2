import { callAfter } from '../timing/call-after.ts';

/** Waits, or rejects with the signal's reason as soon as it aborts. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      callOff();
      reject(signal.reason);
    };
    const wake = (): void => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    const callOff = callAfter(milliseconds, wake, 'pause');
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
