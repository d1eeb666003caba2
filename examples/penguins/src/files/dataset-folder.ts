import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from '../model/parse-csv.js';
import { FEATURES } from '../model/penguin.js';
import type { Dataset } from '../model/prepare-dataset.js';
import type { Example } from '../model/score.js';
import type { Splits } from '../model/split.js';
import type { Scale } from '../model/standardise.js';
import { writeText } from './write-text.js';

export type SplitName = keyof Splits<unknown>;

/** dataset.json: what the rows of the splits mean. */
export interface DatasetCard extends Scale {
  readonly features: string[];
  readonly species: string[];
  readonly rows: Record<SplitName, number>;
}

const SPLITS = ['train', 'validation', 'test'] as const;

/** Writes train.csv, validation.csv and test.csv, with standardised measurements, and dataset.json, which has their scale. */
export async function writeDataset(folder: string, dataset: Dataset): Promise<void> {
  const { species, scale, splits } = dataset;
  for (const split of SPLITS) {
    const lines = splits[split].map(({ row, label }) => [quoteCell(species[label]!), ...row].join(','));
    await writeText(join(folder, `${split}.csv`), `${[['species', ...FEATURES].join(','), ...lines].join('\n')}\n`);
  }
  const rows = { train: splits.train.length, validation: splits.validation.length, test: splits.test.length };
  const card: DatasetCard = { features: [...FEATURES], species, ...scale, rows };
  await writeText(join(folder, 'dataset.json'), `${JSON.stringify(card, null, 2)}\n`);
}

export async function readDatasetCard(folder: string): Promise<DatasetCard> {
  return JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as DatasetCard;
}

/** The rows of one split; the numbers are exactly those that were written. Throws for a row that no dataset action writes. */
export async function readSplit(folder: string, split: SplitName, species: readonly string[]): Promise<Example[]> {
  const path = join(folder, `${split}.csv`);
  return parseCsv(await readFile(path, 'utf8')).map(({ line, cells }) => {
    const row = FEATURES.map((feature) => Number(cells.get(feature) ?? NaN));
    const label = species.indexOf(cells.get('species') ?? '');
    if (label < 0 || !row.every(Number.isFinite))
      throw new Error(`${path}: line ${line} is no standardised row of a species in dataset.json`);
    return { row, label };
  });
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
