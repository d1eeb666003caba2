import type { Coefficients } from './softmax.js';

/** Moves coefficients against their gradient, in place. It remembers its earlier steps: one optimizer a training. */
export type Optimizer = (coefficients: Coefficients, slope: Coefficients) => void;

export interface OptimizerOptions {
  readonly optimizer: 'sgd' | 'adam';
  readonly learning_rate: number;
  /** Of sgd alone. */
  readonly momentum: number;
}

export function createOptimizer(options: OptimizerOptions): Optimizer {
  const stepOf = options.optimizer === 'adam' ? adamStep(options.learning_rate) : sgdStep(options);
  return (coefficients, slope) => {
    const values = [...coefficients.weights, coefficients.bias];
    const slopes = [...slope.weights, slope.bias];
    const steps = stepOf(slopes.flat());
    let next = 0;
    for (const row of values) for (let column = 0; column < row.length; column++) row[column]! -= steps[next++]!;
  };
}

/** From a gradient to what is taken off the coefficients. */
type Step = (slopes: readonly number[]) => number[];

function sgdStep({ learning_rate, momentum }: OptimizerOptions): Step {
  let last: number[] = [];
  return (slopes) => {
    last = slopes.map((slope, index) => learning_rate * slope + momentum * (last[index] ?? 0));
    return last;
  };
}

/** Kingma and Ba, 2015, algorithm 1 with its usual constants. */
function adamStep(learningRate: number): Step {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  let mean: number[] = [];
  let square: number[] = [];
  let time = 0;
  return (slopes) => {
    time++;
    mean = slopes.map((slope, index) => beta1 * (mean[index] ?? 0) + (1 - beta1) * slope);
    square = slopes.map((slope, index) => beta2 * (square[index] ?? 0) + (1 - beta2) * slope ** 2);
    return mean.map(
      (value, index) => (learningRate * (value / (1 - beta1 ** time))) / (Math.sqrt(square[index]! / (1 - beta2 ** time)) + epsilon),
    );
  };
}
