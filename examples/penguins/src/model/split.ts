import type { Penguin } from './penguin.js';
import { type Random, shuffle } from './random.js';

export interface Splits<T> {
  readonly train: T[];
  readonly validation: T[];
  readonly test: T[];
}

export interface Shares {
  readonly validation_share: number;
  readonly test_share: number;
}

/** Random rows for each split, with the same mixture of species in all three. Throws where a species has too few rows for that. */
export function splitBySpecies(penguins: readonly Penguin[], shares: Shares, random: Random): Splits<Penguin> {
  const splits: Splits<Penguin> = { train: [], validation: [], test: [] };
  for (const species of listSpecies(penguins)) {
    const rows = shuffle(
      penguins.filter((penguin) => penguin.species === species),
      random,
    );
    const test = Math.max(1, Math.round(rows.length * shares.test_share));
    const validation = Math.max(1, Math.round(rows.length * shares.validation_share));
    if (test + validation >= rows.length)
      throw new Error(`${species} has only ${rows.length} rows: too few for train, validation and test`);
    splits.test.push(...rows.slice(0, test));
    splits.validation.push(...rows.slice(test, test + validation));
    splits.train.push(...rows.slice(test + validation));
  }
  return splits;
}

/** Every species once, in alphabetical order: the order of a model's classes. */
export function listSpecies(penguins: readonly Penguin[]): string[] {
  return [...new Set(penguins.map((penguin) => penguin.species))].sort();
}
