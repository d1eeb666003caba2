import { currentClock, type TimerKind } from './clock.ts';

/** What setTimeout can count; anything above fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls back once, after any time in milliseconds, be it years. Infinity is never, and keeps no process running.
 * Gives the function that calls it off.
 */
export function callAfter(milliseconds: number, callback: () => void, kind: TimerKind = 'limit'): () => void {
  const clock = currentClock();
  if (clock !== undefined && milliseconds !== Infinity) return clock.schedule(milliseconds, callback, kind);
  let timer: NodeJS.Timeout | undefined;
  const arm = (left: number): void => {
    timer = left > LONGEST_MS ? setTimeout(() => arm(left - LONGEST_MS), LONGEST_MS) : setTimeout(callback, left);
  };
  if (milliseconds !== Infinity) arm(milliseconds);
  return () => clearTimeout(timer);
}
