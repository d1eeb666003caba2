import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradient } from '../../../examples/penguins/src/model/gradient.ts';
import { createOptimizer } from '../../../examples/penguins/src/model/optimizer.ts';
import { score } from '../../../examples/penguins/src/model/score.ts';
import { type Coefficients, probabilities, zeroCoefficients } from '../../../examples/penguins/src/model/softmax.ts';

const numbers = (length: number, limit: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -limit, max: limit, noNaN: true }), { minLength: length, maxLength: length });

test('coefficients of zero find every class equally likely', () => {
  expect(probabilities(zeroCoefficients(4, 2), [5, -7])).toEqual([0.25, 0.25, 0.25, 0.25]);
});

test('a score that is higher by ln 3 is three times as likely', () => {
  const [first, second] = probabilities({ weights: [[1], [0]], bias: [0, 0] }, [Math.log(3)]);
  expect(first).toBeCloseTo(0.75, 12);
  expect(second).toBeCloseTo(0.25, 12);
});

test('probabilities add up to 1 however large the scores are', () => {
  fc.assert(
    fc.property(numbers(3, 1e6), numbers(3, 1e6), (weights, bias) => {
      const chances = probabilities({ weights: weights.map((weight) => [weight]), bias }, [1]);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test('the gradient is the slope of the loss, penalty included', () => {
  const l2 = 0.1;
  const batch = [
    { row: [1, 2], label: 0 },
    { row: [-1, 0.5], label: 1 },
    { row: [0.3, -2], label: 2 },
  ];
  fc.assert(
    fc.property(numbers(6, 3), numbers(3, 3), (flat, bias) => {
      const coefficients: Coefficients = { weights: [flat.slice(0, 2), flat.slice(2, 4), flat.slice(4)], bias };
      const penalised = (): number =>
        score(coefficients, batch).loss + (l2 / 2) * coefficients.weights.flat().reduce((sum, weight) => sum + weight ** 2, 0);
      const slope = gradient(coefficients, batch, l2);
      const rows = [...coefficients.weights, coefficients.bias];
      [...slope.weights, slope.bias].forEach((expected, k) =>
        expected.forEach((value, column) => {
          const here = rows[k]![column]!;
          rows[k]![column] = here + 1e-5;
          const above = penalised();
          rows[k]![column] = here - 1e-5;
          const below = penalised();
          rows[k]![column] = here;
          expect(value).toBeCloseTo((above - below) / 2e-5, 5);
        }),
      );
    }),
  );
});

test('momentum takes part of the last step again', () => {
  const optimize = createOptimizer({ optimizer: 'sgd', learning_rate: 0.5, momentum: 0.5 });
  const coefficients: Coefficients = { weights: [[0]], bias: [0] };
  optimize(coefficients, { weights: [[1]], bias: [2] });
  expect(coefficients).toEqual({ weights: [[-0.5]], bias: [-1] });
  optimize(coefficients, { weights: [[0]], bias: [0] });
  expect(coefficients).toEqual({ weights: [[-0.75]], bias: [-1.5] });
});

test('the first step of adam is as long as the learning rate, whatever the slope', () => {
  const optimize = createOptimizer({ optimizer: 'adam', learning_rate: 0.1, momentum: 0 });
  const coefficients: Coefficients = { weights: [[0]], bias: [0] };
  optimize(coefficients, { weights: [[1000]], bias: [-0.001] });
  expect(coefficients.weights[0]![0]).toBeCloseTo(-0.1, 5);
  expect(coefficients.bias[0]).toBeCloseTo(0.1, 5);
});
