import { gradient } from './gradient.js';
import { createOptimizer, type OptimizerOptions } from './optimizer.js';
import { createRandom, shuffle } from './random.js';
import { type Example, score } from './score.js';
import { type Coefficients, zeroCoefficients } from './softmax.js';

export interface TrainingOptions extends OptimizerOptions {
  readonly epochs: number;
  readonly batch_size: number;
  readonly l2: number;
  readonly patience: number;
  readonly seed: number;
}

/** What one pass over the training rows came to. */
export interface Epoch {
  /** From 1. */
  readonly epoch: number;
  /** Mean cross-entropy over the training rows. */
  readonly loss: number;
  /** Part of the validation rows that is named right. */
  readonly accuracy: number;
  readonly validationLoss: number;
  /** The coefficients with the lowest validation loss so far, and their loss over the training rows. */
  readonly best: { readonly coefficients: Coefficients; readonly loss: number };
  /** Training ends here: for `patience` epochs the validation loss has not fallen. */
  readonly stoppedEarly: boolean;
}

/**
 * Fits a softmax regression by mini-batches, one epoch each time the next value is asked for. Ends after `epochs`, or earlier when the
 * validation loss no longer falls. Throws when the numbers run away.
 */
export function* trainEpochs(
  train: readonly Example[],
  validation: readonly Example[],
  classes: number,
  options: TrainingOptions,
): Generator<Epoch, void> {
  const random = createRandom(options.seed);
  const optimize = createOptimizer(options);
  const coefficients = zeroCoefficients(classes, train[0]!.row.length);
  let best = { coefficients, loss: Infinity, validationLoss: Infinity, epoch: 0 };
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    for (const batch of batches(shuffle(train, random), options.batch_size))
      optimize(coefficients, gradient(coefficients, batch, options.l2));
    const { loss } = score(coefficients, train);
    const checked = score(coefficients, validation);
    if (!Number.isFinite(loss)) throw new Error(`the loss is no longer a number in epoch ${epoch}: choose a lower learning_rate`);
    if (checked.loss < best.validationLoss)
      best = { coefficients: structuredClone(coefficients), loss, validationLoss: checked.loss, epoch };
    const stoppedEarly = epoch - best.epoch >= options.patience;
    yield { epoch, loss, accuracy: checked.accuracy, validationLoss: checked.loss, best, stoppedEarly };
    if (stoppedEarly) return;
  }
}

function* batches<T>(items: readonly T[], size: number): Generator<T[], void> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
