import { RunTimedOut } from '../errors/run-timed-out.ts';
import { callAfter } from './call-after.ts';
import { checkDuration } from './check-duration.ts';

/**
 * Does work under a signal that aborts after `seconds`; undefined and Infinity are no limit, and then there is no signal.
 * Throws RunTimedOut with the message `late` when the time was up first, whether the work reacted or not, and BAD_DURATION for NaN or a negative time.
 */
export async function withinSeconds<T>(seconds: number | undefined, late: string, work: (signal?: AbortSignal) => Promise<T>): Promise<T> {
  if (seconds === undefined || checkDuration('timeoutSeconds', seconds) === Infinity) return work();
  const controller = new AbortController();
  let callOff: (() => void) | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    callOff = callAfter(seconds * 1000, () => {
      const error = new RunTimedOut(late);
      reject(error); // first, so that it wins over what the work makes of the signal
      controller.abort(error);
    });
  });
  try {
    return await Promise.race([timeUp, work(controller.signal)]);
  } finally {
    callOff?.();
  }
}
