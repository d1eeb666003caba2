import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../backend/backend.ts';
import { placeFile } from '../backend/place-file.ts';
import { BackendError } from '../errors/backend-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { underLock } from '../process/under-lock.ts';
import { downloadDataset } from './download-dataset.ts';
import { type GroundTruth, listGroundTruths, type Splits } from './list-ground-truths.ts';
import type { ConversionOptions, ConvertDataset, ConvertedDataset, LocalDataset } from './local-dataset.ts';
import { type Survey, surveyDataset } from './survey-dataset.ts';

/** How far it is: in the phase that it is in, and in all of them; from 0 to 1. */
export interface FetchProgress {
  readonly phase: 'download' | 'convert';
  readonly part: number;
  readonly overall: number;
}

export interface FetchDatasetOptions extends Pick<ConversionOptions, 'signal'> {
  /** Which ground truths belong to which split; default: as their categories say. */
  readonly splits?: Splits | undefined;
  /** Default: the dataset's own. */
  readonly format?: string | undefined;
  /** Where fetched datasets stay for the next run. */
  readonly cache: string;
  readonly convert: ConvertDataset;
  readonly warn: (message: string) => void;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

/**
 * A dataset of the backend in a folder of this machine, once for all runs that ask for the same: another filter, another annotation or another format is another
 * folder. What a killed process has fetched is not fetched again. Throws BackendError; a folder that is there is whole.
 */
export async function fetchDataset(backend: Backend, id: number, options: FetchDatasetOptions): Promise<LocalDataset> {
  const { splits, signal, cache, onProgress, warn } = options;
  await backend.groundTruthDatasetVersions.get(id, { signal });
  const list = (): AsyncGenerator<GroundTruth> => listGroundTruths(backend, id, splits, signal);
  const survey = await surveyDataset(list(), Object.keys(splits ?? {}), id);
  if (survey.leftOut > 0) warn(`${survey.leftOut} ground truths of dataset ${id} are in no split, and are left out`);
  const root = join(cache, 'datasets', `${id}-${survey.digest}`);
  const { format = survey.format } = options;
  const wanted = { id, root, format, survey, list };
  try {
    const converted =
      (await readMade(wanted)) ?? (await underLock(root, signal, (held) => make(backend, wanted, { ...options, signal: held })));
    if (converted.loss !== undefined) warn(`dataset ${id} as ${format}: ${converted.loss}`);
    onProgress?.({ phase: format === survey.format ? 'download' : 'convert', part: 1, overall: 1 });
    const { config, counts: conversion } = converted;
    const { splits: counts, count } = survey;
    return {
      id,
      path: join(root, format),
      format,
      splits: counts,
      count,
      ...(config !== undefined && { config }),
      ...(conversion !== undefined && { conversion, source: join(root, survey.format) }),
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new BackendError(`dataset ${id} cannot be kept in ${root}: ${reasonOf(error)}`, { code: 'DATASET_NOT_WRITTEN', cause: error });
  }
}

interface Wanted {
  readonly id: number;
  readonly root: string;
  readonly format: string;
  readonly survey: Survey;
  readonly list: () => AsyncGenerator<GroundTruth>;
}

/** Undefined where it is not there, or not wholly. Beside a converted one stands what the conversion said. */
async function readMade({ root, format, survey }: Wanted): Promise<ConvertedDataset | undefined> {
  if (!existsSync(join(root, format))) return undefined;
  if (format === survey.format) return {};
  const text = await readFile(notePath(root, format), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ConvertedDataset);
}

/** The dataset as it comes, and beside it as it is asked for. */
async function make(backend: Backend, wanted: Wanted, options: FetchDatasetOptions): Promise<ConvertedDataset> {
  const { id, root, format, survey, list } = wanted;
  const { signal, onProgress, convert } = options;
  const made = await readMade(wanted); // somebody else may have been faster
  if (made !== undefined) return made;
  const source = join(root, survey.format);
  const share = format === survey.format ? 1 : 0.5;
  const report = (phase: FetchProgress['phase'], from: number) => (done: number, total: number) => {
    const part = done / Math.max(1, total);
    onProgress?.({ phase, part, overall: from + share * part });
  };
  if (!existsSync(source)) await downloadDataset(backend, id, source, { list, survey, signal, onProgress: report('download', 0) });
  if (format === survey.format) return {};
  onProgress?.({ phase: 'download', part: 1, overall: share });
  const target = { path: join(root, format), format };
  const converted = await convert({ path: source, format: survey.format, splits: survey.splits }, target, {
    signal,
    onProgress: report('convert', share),
  });
  await placeFile(notePath(root, format), (part) => writeFile(part, JSON.stringify(converted)));
  return converted;
}

function notePath(root: string, format: string): string {
  return join(root, `${format}.json`);
}
