/** What setTimeout can count; anything above fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls back once, after any time in milliseconds, be it years. Infinity is never, and keeps no process running.
 * Gives the function that calls it off.
 */
export function callAfter(milliseconds: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const arm = (left: number): void => {
    timer = left > LONGEST_MS ? setTimeout(() => arm(left - LONGEST_MS), LONGEST_MS) : setTimeout(callback, left);
  };
  if (milliseconds !== Infinity) arm(milliseconds);
  return () => clearTimeout(timer);
}
