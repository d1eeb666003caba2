import type { Backend, ListFilters } from '../backend/backend.ts';
import { BackendError } from '../errors/backend-error.ts';

/** Names of splits, each with the filters that select its ground truths. */
export type Splits = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One ground truth: annotations, and files by their names in the data collection. */
export interface GroundTruth {
  readonly id: number;
  readonly split: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: readonly GroundTruthFile[];
  /** Changes with what is in it. */
  readonly version: string;
}

export interface GroundTruthFile {
  readonly spec: string;
  readonly checksum: string;
  readonly path: string | undefined;
  readonly url: string | undefined;
}

/** How annotation tools call the parts of a dataset, and how folders are called for it. */
export const SPLIT_OF: Readonly<Record<string, string>> = {
  train: 'train',
  validation: 'valid',
  valid: 'valid',
  val: 'valid',
  test: 'test',
};
const CATEGORY_OF: Readonly<Record<string, string>> = {
  train: 'train',
  valid: 'validation',
  val: 'validation',
  validation: 'validation',
  test: 'test',
};
/** What is ours to say of a list. */
const OWN: ListFilters = { expand: 'data_unit', page_size: 200, fields: undefined, cursor: undefined };

/**
 * The ground truths of a dataset version, in the order of their ids; split after split where there are some. A split that says nothing of the category has
 * the one that it is named after. Without splits, each is in the one that its category says.
 */
export async function* listGroundTruths(
  backend: Backend,
  dataset: number,
  splits: Splits | undefined,
  signal?: AbortSignal,
): AsyncGenerator<GroundTruth> {
  for (const [split, filters] of Object.entries(splits ?? { '': {} })) {
    if (splits !== undefined) refuseBadName(split);
    const category = CATEGORY_OF[split];
    const query = {
      ...(category !== undefined && { category }),
      ...readFilters(split, filters),
      ...OWN,
      ground_truth_dataset_versions: dataset,
    };
    const all = backend.groundTruthEvents.all(query, { signal });
    for await (const { id, updated_at: updated, category: own, data, files, data_unit: unit } of all) {
      const listed = listFiles(files ?? (unit as { files?: unknown } | null | undefined)?.files);
      const name = splits === undefined ? SPLIT_OF[own ?? ''] : split;
      const version = JSON.stringify([name, id, updated, listed.map(({ spec, checksum, path }) => [spec, checksum, path])]);
      yield { id, split: name, data: data ?? {}, files: listed, version };
    }
  }
}

/** A filter by an object would be one by its text, which nothing has. */
function readFilters(split: string, filters: Readonly<Record<string, unknown>>): ListFilters {
  for (const [name, value] of Object.entries(filters)) {
    if ([value].flat().some((one) => typeof one === 'object' && one !== null))
      throw new BackendError(
        `the filter ${JSON.stringify(name)} of split ${JSON.stringify(split)} must be a text, a number, or a list of them`,
        {
          code: 'BAD_SPLIT',
        },
      );
  }
  return filters as ListFilters;
}

/** It becomes a folder. */
function refuseBadName(split: string): void {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_-]{0,99}$/u.test(split)) return;
  throw new BackendError(`a split must be named with letters, digits, _ and - (got ${JSON.stringify(split)})`, { code: 'BAD_SPLIT' });
}

/** By the names that the data collection has for them. */
export function listFiles(files: unknown): GroundTruthFile[] {
  const entries = Object.entries((files ?? {}) as Record<string, { checksum: string; path?: string; url?: string | null }>);
  return entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([spec, { checksum, path, url }]) => ({ spec, checksum, path, url: url ?? undefined }));
}
