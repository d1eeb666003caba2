import { createHash, type Hash } from 'node:crypto';
import { BackendError } from '../errors/backend-error.ts';
import type { GroundTruth } from './list-ground-truths.ts';

/** What a dataset holds, before anything of it is fetched. */
export interface Survey {
  /** Differs when anything of it does. */
  readonly digest: string;
  readonly format: 'dm_v1' | 'dm_v2';
  readonly splits: Readonly<Record<string, number>>;
  readonly count: number;
  /** In no split, though others are. */
  readonly leftOut: number;
}

/** Looks at every ground truth once, and keeps none. Throws BackendError where there is none. */
export async function surveyDataset(truths: AsyncIterable<GroundTruth>, names: readonly string[], dataset: number): Promise<Survey> {
  const hash = createHash('sha256');
  const counts = new Map<string | undefined, number>(names.map((name) => [name, 0]));
  let format: Survey['format'] | undefined;
  for await (const { split, data, version } of truths) {
    hash.update(version);
    counts.set(split, (counts.get(split) ?? 0) + 1);
    format ??= formatOf(data);
  }
  const { '': unsplit = 0, ...splits } = Object.fromEntries([...counts].map(([name, count]) => [name ?? '', count]));
  const split = Object.values(splits).reduce((sum, count) => sum + count, 0);
  if (split + unsplit === 0) throw new BackendError(`dataset ${dataset} has no ground truths to train on`, { code: 'DATASET_EMPTY' });
  const isSplit = Object.keys(splits).length > 0;
  return {
    digest: digestOf(hash),
    format: format ?? 'dm_v2',
    splits,
    count: isSplit ? split : unsplit,
    leftOut: isSplit ? unsplit : 0,
  };
}

/** Of the versions of all ground truths. */
export function digestOf(hash: Hash): string {
  return hash.digest('hex').slice(0, 24);
}

/** Undefined where nothing tells: an empty one is of either. */
function formatOf(data: Readonly<Record<string, unknown>>): Survey['format'] | undefined {
  const { annotations } = data;
  if (typeof annotations === 'object' && annotations !== null && !Array.isArray(annotations)) return 'dm_v1';
  return Array.isArray(data['images']) ? 'dm_v2' : undefined;
}
