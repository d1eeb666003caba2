import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Backend } from '../backend/backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import { type ItemNames, ItemNaming } from './item-names.ts';
import type { GroundTruth } from './list-ground-truths.ts';
import type { ConversionOptions } from './local-dataset.ts';
import { digestOf, type Survey } from './survey-dataset.ts';
import { writeGroundTruth } from './write-ground-truth.ts';

const DOWNLOADS = 8;

export interface DownloadOptions extends ConversionOptions {
  readonly list: () => AsyncIterable<GroundTruth>;
  readonly survey: Survey;
}

/** Fetches what a survey has seen into a folder, which is whole when it is there; goes on where a process was killed. Only one may do so at a time. */
export async function downloadDataset(
  backend: Backend,
  id: number,
  folder: string,
  { list, survey, signal, onProgress }: DownloadOptions,
): Promise<void> {
  const part = `${folder}.part`;
  await mkdir(part, { recursive: true });
  await removeHalves(part);
  for (const split of Object.keys(survey.splits)) await mkdir(join(part, split, 'json'), { recursive: true });
  const stop = new AbortController();
  const either = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
  let done = 0;
  const write = async ({ truth, names }: NamedTruth): Promise<void> => {
    if (either.aborted) return;
    try {
      await writeGroundTruth(backend, truth, names, part, either);
      onProgress?.(++done, survey.count);
    } catch (error) {
      stop.abort(error); // and the others are waited for: none writes on when this has ended
    }
  };
  await pMap(nameTruths(list(), id, survey, either), write, { concurrency: DOWNLOADS });
  either.throwIfAborted();
  await rename(part, folder);
}

interface NamedTruth {
  readonly truth: GroundTruth;
  readonly names: ItemNames;
}

/** Throws where it is not what the survey has seen. */
async function* nameTruths(
  truths: AsyncIterable<GroundTruth>,
  id: number,
  survey: Survey,
  signal: AbortSignal,
): AsyncGenerator<NamedTruth> {
  const isSplit = Object.keys(survey.splits).length > 0;
  const naming = new ItemNaming();
  const hash = createHash('sha256');
  for await (const truth of truths) {
    if (signal.aborted) return;
    hash.update(truth.version);
    if (!isSplit || truth.split !== undefined) yield { truth, names: naming.name(truth) };
  }
  if (digestOf(hash) === survey.digest) return;
  throw new BackendError(`dataset ${id} was changed while it was fetched: run again`, { code: 'DATASET_CHANGED', retryable: true });
}

/** Of a process that was killed: nobody else writes here. */
async function removeHalves(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => name.endsWith('.part')).map((name) => rm(join(folder, name), { force: true })));
}
