import type { Backend, ListFilters } from '../../backend/backend.ts';
import type { DataUnit } from '../../../generated/backend/data-unit/types.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { Repeatable } from './repeatable.ts';

/** What an export knows to list. */
export type ExportTarget = 'assignment' | 'ground_truth' | 'task';

/** The records, and how many they are. */
export type FilteredResults<T = unknown> = readonly [results: AsyncIterable<T>, count: number];

type Record_ = Readonly<Record<string, unknown>>;

interface TargetSource {
  readonly collection: 'assignments' | 'groundTruthEvents' | 'tasks';
  /** Without it, a list would be of all projects or datasets. */
  readonly required: string;
  /** What the backend calls a filter of the target. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly expand: string;
}

const TARGETS: Readonly<Record<ExportTarget, TargetSource>> = {
  assignment: { collection: 'assignments', required: 'project', expand: 'data_unit,task' },
  ground_truth: {
    collection: 'groundTruthEvents',
    required: 'ground_truth_dataset_version',
    renamed: { ground_truth_dataset_version: 'ground_truth_dataset_versions' },
    expand: 'data_unit',
  },
  task: { collection: 'tasks', required: 'project', expand: 'data_unit' },
};
const PAGE = 200;
const MOST_FILTER_BYTES = 10_000;

/**
 * The records of a target in the order of their ids, page by page, with their data units. Throws EXPORT_TARGET_UNKNOWN, EXPORT_FILTER_REFUSED, and what the
 * backend throws, which knows the other filters.
 */
export async function listTarget(
  backend: Backend,
  target: unknown,
  filters: Readonly<Record<string, unknown>>,
  { action, signal }: { readonly action: string; readonly signal: AbortSignal },
): Promise<FilteredResults<Record_>> {
  if (!isTarget(target)) throw unknownTarget(target, action);
  const source = TARGETS[target];
  const query = readFilters(target, source, filters);
  const collection = backend[source.collection];
  const { count } = await collection.list({ ...query, page_size: 1 }, { signal });
  const all = async function* (): AsyncGenerator<Record_> {
    for await (const record of collection.all({ ...query, expand: source.expand, page_size: PAGE, ordering: 'id' }, { signal }))
      yield withUnit(backend, record as unknown as Record_, signal);
  };
  return [new Repeatable(all), count];
}

function isTarget(target: unknown): target is ExportTarget {
  return typeof target === 'string' && Object.hasOwn(TARGETS, target);
}

function unknownTarget(target: unknown, action: string): ActionsmithError {
  const got = target === undefined ? '' : ` (got ${JSON.stringify(target)})`;
  return new ActionsmithError(
    `${action} does not know what to export: let params.target be one of ${Object.keys(TARGETS).join(', ')}${got}, or write getFilteredResults(filters)`,
    { code: 'EXPORT_TARGET_UNKNOWN' },
  );
}

function readFilters(target: string, { required, renamed = {} }: TargetSource, filters: Readonly<Record<string, unknown>>): ListFilters {
  const refuse = (problem: string): never => {
    throw new ActionsmithError(`the filter of an export of target ${target} ${problem}`, { code: 'EXPORT_FILTER_REFUSED' });
  };
  if (Buffer.byteLength(JSON.stringify(filters)) > MOST_FILTER_BYTES) refuse(`must have at most ${MOST_FILTER_BYTES} bytes`);
  for (const [name, value] of Object.entries(filters)) {
    if (['expand', 'fields', 'page_size', 'cursor', 'ordering'].includes(name))
      refuse(`must not say ${name}: the export pages through all of it`);
    if ([value].flat().some((one) => typeof one === 'object' && one !== null))
      refuse(`must have texts, numbers, or lists of them (got an object for ${name})`);
  }
  const query = Object.fromEntries(Object.entries(filters).map(([name, value]) => [renamed[name] ?? name, value]));
  if (query[renamed[required] ?? required] === undefined) refuse(`needs ${required}`);
  return query as ListFilters;
}

/** An assignment may leave its data unit to its task. */
async function withUnit(backend: Backend, record: Record_, signal: AbortSignal): Promise<Record_> {
  const unit = (record['task'] as { readonly data_unit?: number | DataUnit | null } | undefined)?.data_unit;
  if (record['data_unit'] != null || typeof unit !== 'number') return record;
  return { ...record, data_unit: await backend.dataUnits.get(unit, { signal }) };
}
