/** More than any value that was read from a file takes: some seconds' worth. */
export const MOST_STEPS = 20_000_000;

let left = MOST_STEPS;

/** Called by compiled code for each item, each property of an open object, and each reference it follows: one part may stand in a billion places. */
export function countStep(): void {
  if (--left < 0) throw new RangeError('too long');
}

/** Called before a value is looked at. */
export function resetSteps(): void {
  left = MOST_STEPS;
}
