import { listFiles, SPLIT_OF } from '../../datasets/list-ground-truths.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { exportProgress } from '../progress.ts';
import { percentOf } from '../percent.ts';
import type { AnyExportContext } from './export-hooks.ts';
import type { ExportItem } from './export-item.ts';
import type { Ledger } from './ledger.ts';
import { readOnce, Repeatable } from './repeatable.ts';

/** Records as items, in their order. What is no record is among the errors. Reports `fetch`. Throws RESULTS_MISSING. */
export function prepareItems(context: AnyExportContext, ledger: Ledger): Repeatable<ExportItem> {
  const { results } = context;
  if (results === undefined)
    throw new ActionsmithError('there are no results to export: keep the step fetch_results, or set context.results in one of yours', {
      code: 'RESULTS_MISSING',
    });
  const read = readOnce(results);
  return new Repeatable(async function* () {
    const report = percentOf(context, exportProgress.FETCH);
    let seen = 0;
    for await (const record of read()) {
      context.signal.throwIfAborted();
      report(++seen, Math.max(seen, context.totalCount));
      try {
        yield readItem(record, seen);
      } catch (error) {
        await ledger.failed(seen, 'prepare', error);
      }
    }
  });
}

/** Throws NOT_A_RECORD. */
function readItem(record: unknown, position: number): ExportItem {
  if (!isRecord(record)) throw new ActionsmithError('it is no record of a backend', { code: 'NOT_A_RECORD' });
  const { id, data, files, data_unit: unit, category } = record;
  return {
    id: typeof id === 'number' ? id : position,
    data: isRecord(data) ? data : {},
    files: listFiles(files ?? (isRecord(unit) ? unit['files'] : undefined)),
    split: typeof category === 'string' ? SPLIT_OF[category] : undefined,
    record,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
