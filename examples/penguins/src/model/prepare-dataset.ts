import { createRandom } from './random.js';
import { readPenguins } from './read-penguins.js';
import type { Example } from './score.js';
import { listSpecies, type Shares, splitBySpecies, type Splits } from './split.js';
import { fitScale, type Scale, standardise } from './standardise.js';

/** Rows that a model can be trained on and scored with. */
export interface Dataset {
  /** What the labels stand for. */
  readonly species: string[];
  /** Of the training rows alone: the held-back rows must not be looked at before the model is scored. */
  readonly scale: Scale;
  readonly splits: Splits<Example>;
  /** Complete rows of the CSV, and those that lack a species or a measurement. */
  readonly rows: number;
  readonly dropped: number;
}

/** The CSV becomes standardised splits; the same seed gives the same ones. Throws for data that cannot be learned from. */
export function prepareDataset(csv: string, options: Shares & { readonly seed: number }): Dataset {
  const { penguins, dropped } = readPenguins(csv);
  const species = listSpecies(penguins);
  if (species.length < 2) throw new Error(`there must be at least two species to tell apart (got ${species.length})`);
  const split = splitBySpecies(penguins, options, createRandom(options.seed));
  const scale = fitScale(split.train.map(({ measurements }) => measurements));
  const toExample = (penguin: (typeof penguins)[number]): Example => ({
    row: standardise(penguin.measurements, scale),
    label: species.indexOf(penguin.species),
  });
  const splits = { train: split.train.map(toExample), validation: split.validation.map(toExample), test: split.test.map(toExample) };
  return { species, scale, splits, rows: penguins.length, dropped };
}
