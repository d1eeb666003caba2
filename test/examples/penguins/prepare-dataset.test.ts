import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { prepareDataset } from '../../../examples/penguins/src/model/prepare-dataset.ts';

const penguins = readFileSync(fileURLToPath(new URL('../../../examples/penguins/data/penguins.csv', import.meta.url)), 'utf8');
const options = { validation_share: 0.15, test_share: 0.2, seed: 42 };
const header = 'species,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g';

test('of the 344 penguins, two lack their measurements and are dropped', () => {
  const { rows, dropped, splits, species } = prepareDataset(penguins, options);
  expect({ rows, dropped }).toEqual({ rows: 342, dropped: 2 });
  expect({ train: splits.train.length, validation: splits.validation.length, test: splits.test.length }).toEqual({
    train: 222,
    validation: 51,
    test: 69,
  });
  expect(species).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
});

test('every split has the same mixture of species', () => {
  const { splits } = prepareDataset(penguins, options);
  const counts = [splits.train, splits.validation, splits.test].map((rows) =>
    [0, 1, 2].map((label) => rows.filter((row) => row.label === label).length),
  );
  expect(counts).toEqual([
    [98, 44, 80],
    [23, 10, 18],
    [30, 14, 25],
  ]);
});

test('the training rows have mean 0 and deviation 1, and the scale knows nothing of the other rows', () => {
  const { splits } = prepareDataset(penguins, options);
  for (const column of [0, 1, 2, 3]) {
    const values = splits.train.map(({ row }) => row[column]!);
    expect(mean(values)).toBeCloseTo(0, 10);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 10);
  }
  expect(Math.abs(mean(splits.test.map(({ row }) => row[0]!)))).toBeGreaterThan(1e-6);
});

test('the same seed gives the same splits, another seed others', () => {
  expect(prepareDataset(penguins, options)).toEqual(prepareDataset(penguins, options));
  expect(prepareDataset(penguins, { ...options, seed: 43 }).splits).not.toEqual(prepareDataset(penguins, options).splits);
});

test('a measurement that is no number is refused with its line and column', () => {
  expect(() => prepareDataset(`${header}\nAdelie,39.1,18.7,long,3750\n`, options)).toThrow(
    'line 2: flipper_length_mm must be a number (got "long")',
  );
});

test('a missing column is named, with the columns that are there', () => {
  expect(() => prepareDataset('species,mass\nAdelie,1\n', options)).toThrow(
    'there is no column bill_length_mm; the columns are species, mass',
  );
});

test('a species with too few rows is named', () => {
  const row = '39.1,18.7,181,3750';
  expect(() => prepareDataset([header, `A,${row}`, `B,${row}`, `B,${row}`].join('\n'), options)).toThrow(
    'A has only 1 rows: too few for train, validation and test',
  );
});

test('one species alone is refused', () => {
  expect(() => prepareDataset(`${header}\nAdelie,39.1,18.7,181,3750\n`, options)).toThrow(
    'there must be at least two species to tell apart (got 1)',
  );
});

test('a column that never changes does no harm', () => {
  const rows = ['A', 'B'].flatMap((species) => [1, 2, 3, 4].map((value) => `${species},5,${value},${value},${value}`));
  const { splits, scale } = prepareDataset([header, ...rows].join('\n'), options);
  expect(scale.deviation[0]).toBe(1);
  expect(splits.train.every(({ row }) => row[0] === 0)).toBe(true);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
