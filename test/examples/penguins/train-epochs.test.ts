import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { prepareDataset } from '../../../examples/penguins/src/model/prepare-dataset.ts';
import { type Example, score } from '../../../examples/penguins/src/model/score.ts';
import { type Epoch, trainEpochs, type TrainingOptions } from '../../../examples/penguins/src/model/train-epochs.ts';

const penguins = readFileSync(fileURLToPath(new URL('../../../examples/penguins/data/penguins.csv', import.meta.url)), 'utf8');
const options: TrainingOptions = {
  epochs: 50,
  batch_size: 16,
  optimizer: 'sgd',
  learning_rate: 0.5,
  momentum: 0,
  l2: 0.001,
  patience: 10,
  seed: 42,
};

/** How large the weights are after 50 epochs. */
function sizeOf(l2: number): number {
  return Math.hypot(...trainAll({ l2, epochs: 50, patience: 50 }).epochs.at(-1)!.best.coefficients.weights.flat());
}

function trainAll(changes: Partial<TrainingOptions>): { epochs: Epoch[]; accuracy: number } {
  const settings = { ...options, ...changes };
  const { splits } = prepareDataset(penguins, { validation_share: 0.15, test_share: 0.2, seed: settings.seed });
  const epochs = [...trainEpochs(splits.train, splits.validation, 3, settings)];
  return { epochs, accuracy: score(epochs.at(-1)!.best.coefficients, splits.test).accuracy };
}

test.each([0, 1, 2, 42])('with seed %i more than 95 of 100 held-back penguins are named right', (seed) => {
  expect(trainAll({ seed }).accuracy).toBeGreaterThan(0.95);
});

test.each([
  { momentum: 0.9, learning_rate: 0.05 },
  { optimizer: 'adam', learning_rate: 0.05 },
] as const)('%o learns it as well', (changes) => {
  expect(trainAll(changes).accuracy).toBeGreaterThan(0.95);
});

test('the loss falls from epoch to epoch, far below that of guessing', () => {
  const losses = trainAll({ epochs: 50, learning_rate: 0.05 }).epochs.map(({ loss }) => loss);
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  expect(losses.at(-1)).toBeLessThan(Math.log(3) / 10);
});

test('the same seed gives the same model, to the last bit', () => {
  expect(trainAll({ epochs: 20 })).toEqual(trainAll({ epochs: 20 }));
});

test('training stops after `patience` epochs without a lower validation loss, and keeps the best coefficients', () => {
  const { epochs } = trainAll({ patience: 1, epochs: 200 });
  const last = epochs.at(-1)!;
  const lowest = epochs.reduce((best, epoch) => (epoch.validationLoss < best.validationLoss ? epoch : best));
  expect(last.stoppedEarly).toBe(true);
  expect(epochs.length).toBeLessThan(200);
  expect(lowest).toBe(epochs.at(-2));
  expect(last.best.loss).toBe(lowest.loss);
});

test('training ends after `epochs` when the loss still falls', () => {
  const { epochs } = trainAll({ epochs: 3 });
  expect(epochs.map(({ epoch, stoppedEarly }) => [epoch, stoppedEarly])).toEqual([
    [1, false],
    [2, false],
    [3, false],
  ]);
});

test('a penalty makes the weights smaller', () => {
  expect(sizeOf(0.5)).toBeLessThan(sizeOf(0.1));
  expect(sizeOf(0.1)).toBeLessThan(sizeOf(0));
});

test('numbers that run away are an error that says what to do', () => {
  const examples: Example[] = [
    { row: [1e308, -1e308], label: 0 },
    { row: [-1e308, 1e308], label: 1 },
  ];
  expect(() => [...trainEpochs(examples, examples, 2, { ...options, learning_rate: 1 })]).toThrow(
    'the loss is no longer a number in epoch 1: choose a lower learning_rate',
  );
});
