/** A linear score for each class: one row of weights and one bias a class. */
export interface Coefficients {
  readonly weights: number[][];
  readonly bias: number[];
}

/** The probability of each class for one standardised row: softmax(weights · row + bias). */
export function probabilities({ weights, bias }: Coefficients, row: readonly number[]): number[] {
  const scores = weights.map((column, k) => column.reduce((sum, weight, feature) => sum + weight * row[feature]!, bias[k]!));
  const highest = Math.max(...scores); // taken off first, so that exp() cannot overflow
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** All zero: every class is equally likely. The loss is convex, so training needs no random start. */
export function zeroCoefficients(classes: number, features: number): Coefficients {
  return { weights: Array.from({ length: classes }, () => zeros(features)), bias: zeros(classes) };
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
