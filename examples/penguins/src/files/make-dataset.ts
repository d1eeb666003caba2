import { readFile } from 'node:fs/promises';
import { type Dataset, prepareDataset } from '../model/prepare-dataset.js';
import { findPlace, outputPlace } from './places.js';
import { writeDataset } from './dataset-folder.js';

export interface DatasetParams {
  readonly data: string;
  readonly validation_share: number;
  readonly test_share: number;
  readonly seed: number;
}

/** Reads the CSV and writes the splits into a folder; `source` is where the CSV was found. Throws with that path where it cannot be used. */
export async function makeDataset(params: DatasetParams, folder: string): Promise<Dataset & { readonly source: string }> {
  const path = findPlace(params.data, 'give the path of a CSV file as data');
  const dataset = prepare(await readFile(path, 'utf8'), path, params);
  await writeDataset(outputPlace(folder), dataset);
  return { ...dataset, source: path };
}

function prepare(csv: string, path: string, params: DatasetParams): Dataset {
  try {
    return prepareDataset(csv, params);
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
