import type { Example } from './score.js';
import { type Coefficients, probabilities, zeroCoefficients } from './softmax.js';

/** Slope of the mean cross-entropy over a batch, plus that of the penalty l2/2 · |weights|². The bias is not penalised. */
export function gradient(coefficients: Coefficients, batch: readonly Example[], l2: number): Coefficients {
  const { weights } = coefficients;
  const slope = zeroCoefficients(weights.length, weights[0]!.length);
  for (const { row, label } of batch) {
    probabilities(coefficients, row).forEach((chance, k) => {
      const error = (chance - (k === label ? 1 : 0)) / batch.length;
      slope.bias[k]! += error;
      row.forEach((value, feature) => (slope.weights[k]![feature]! += error * value));
    });
  }
  weights.forEach((column, k) => column.forEach((weight, feature) => (slope.weights[k]![feature]! += l2 * weight)));
  return slope;
}
