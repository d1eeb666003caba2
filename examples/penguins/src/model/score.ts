import { type Coefficients, probabilities } from './softmax.js';

/** A standardised row, and the number of its class. */
export interface Example {
  readonly row: readonly number[];
  readonly label: number;
}

export interface Score {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Part of the examples whose most probable class is the right one. */
  readonly accuracy: number;
}

/** How well the coefficients explain the examples. */
export function score(coefficients: Coefficients, examples: readonly Example[]): Score {
  let loss = 0;
  let right = 0;
  for (const { row, label } of examples) {
    const chances = probabilities(coefficients, row);
    loss -= Math.log(Math.max(chances[label]!, Number.MIN_VALUE));
    if (mostProbable(chances) === label) right++;
  }
  return { loss: loss / examples.length, accuracy: right / examples.length };
}

/** The number of the most probable class; the first of equals. */
export function mostProbable(chances: readonly number[]): number {
  return chances.indexOf(Math.max(...chances));
}
