import { join, relative } from 'node:path';
import type { Backend } from '../../backend/backend.ts';
import type { RuntimeContext } from '../../context/runtime-context.ts';
import { convertDataset as writeAs } from '../../datasets/convert-dataset.ts';
import { convertLocalDataset } from '../../datasets/convert-local-dataset.ts';
import { copyDataset } from '../../datasets/copy-dataset.ts';
import { fetchDataset } from '../../datasets/fetch-dataset.ts';
import type { Splits } from '../../datasets/list-ground-truths.ts';
import type { LocalDataset } from '../../datasets/local-dataset.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { cacheFolder } from '../../process/user-folders.ts';
import type { DatasetResult } from '../../schemas/dataset.ts';
import { percentOf } from '../percent.ts';
import { datasetProgress } from '../progress.ts';

/* What a DatasetAction does: a part that loads when it is asked for, also in a job. */

/** A dataset of the backend. */
export interface DatasetRequest {
  /** Id of the version of a ground truth dataset. */
  readonly dataset?: number | undefined;
  /** Names of splits, each with the filters that select its ground truths; default: as their categories say. */
  readonly splits?: Splits | undefined;
  /** A folder for a copy of your own. */
  readonly outputDir?: string | undefined;
}

export interface ConversionRequest extends DatasetRequest {
  /** A folder of this machine, or an archive of one, in the place of a dataset of the backend. */
  readonly path?: string | undefined;
  /** Of what `path` names; default: dm_v2. */
  readonly sourceFormat?: string | undefined;
  readonly targetFormat?: string | null | undefined;
  /** What `path` names must have a folder for each split. */
  readonly isCategorized?: boolean | undefined;
}

export interface DatasetRun {
  readonly ctx: RuntimeContext;
  readonly client: () => Backend;
}

export async function downloadDataset(request: DatasetRequest, run: DatasetRun): Promise<DatasetResult> {
  return describe(await fetch(request, undefined, run), request);
}

export async function convertDataset(request: ConversionRequest, run: DatasetRun): Promise<DatasetResult> {
  const { path, targetFormat } = request;
  if (targetFormat == null)
    throw new ActionsmithError('params.target_format names no format to convert to: yolo, coco, pascal, imagefolder, dm_v1 or dm_v2', {
      code: 'TARGET_FORMAT_MISSING',
    });
  return describe(path === undefined ? await fetch(request, targetFormat, run) : await convert(path, request, targetFormat, run), request);
}

/** What a result is made of, whichever way it came. */
type Made = Omit<LocalDataset, 'id'> & { readonly source?: string };

async function fetch({ dataset, splits }: DatasetRequest, format: string | undefined, { ctx, client }: DatasetRun): Promise<Made> {
  if (dataset === undefined) throw new ActionsmithError('params.dataset names no dataset', { code: 'DATASET_MISSING' });
  const report = {
    download: percentOf(ctx, datasetProgress.DATASET_DOWNLOAD),
    convert: percentOf(ctx, datasetProgress.DATASET_CONVERSION),
  };
  const made = await fetchDataset(client(), dataset, {
    splits,
    format,
    cache: cacheOf(ctx),
    convert: writeAs,
    signal: ctx.signal,
    onProgress: ({ phase, part }) => report[phase](part, 1),
    warn: (message) => ctx.logMessage(message, { context: 'warning' }),
  });
  return { ...made, ...(made.conversion !== undefined && { source: made.source }) };
}

async function convert(
  path: string,
  { sourceFormat = 'dm_v2', isCategorized = false }: ConversionRequest,
  to: string,
  { ctx }: DatasetRun,
): Promise<Made> {
  const report = percentOf(ctx, datasetProgress.DATASET_CONVERSION);
  const made = await convertLocalDataset(path, {
    from: sourceFormat,
    to,
    categorized: isCategorized,
    cache: cacheOf(ctx),
    signal: ctx.signal,
    onProgress: report,
  });
  if (made.loss !== undefined) ctx.logMessage(`${path} as ${to}: ${made.loss}`, { context: 'warning' });
  const { splits, items } = made.counts;
  return { path: made.path, format: made.format, splits, count: items.written, config: made.config, conversion: made.counts, source: path };
}

async function describe(made: Made, { outputDir }: DatasetRequest): Promise<DatasetResult> {
  const { conversion, source, format, config } = made;
  const path = outputDir === undefined ? made.path : await copyDataset(made.path, outputDir);
  const moved = (file: string): string => join(path, relative(made.path, file));
  const splits = (conversion?.splits ?? made.splits) as Record<string, number>;
  return {
    path,
    format,
    is_categorized: Object.keys(splits).length > 0,
    count: conversion?.items.written ?? made.count,
    splits,
    ...(config !== undefined && { config_path: moved(config) }),
    ...(source !== undefined && { source_path: source }),
    ...(conversion !== undefined && {
      conversion: {
        items: { ...conversion.items },
        annotations: { ...conversion.annotations },
        reasons: { ...conversion.reasons } as Record<string, number>,
        ...(conversion.auditFile !== undefined && { audit_path: moved(conversion.auditFile) }),
      },
    }),
  };
}

function cacheOf({ env }: RuntimeContext): string {
  return cacheFolder({ ...process.env, ...env.toObject() });
}
