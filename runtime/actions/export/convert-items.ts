import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { percentOf } from '../percent.ts';
import { exportProgress } from '../progress.ts';
import type { AnyExportContext, ExportHooks } from './export-hooks.ts';
import type { ConvertedItem, ExportItem } from './export-item.ts';
import type { Ledger } from './ledger.ts';
import { Repeatable } from './repeatable.ts';

/** Each item through the three hooks, one after the other, when it is asked for. What a hook throws is the item's error. Reports `dataset_conversion`. */
export function convertItems(hooks: ExportHooks, context: AnyExportContext, ledger: Ledger): Repeatable<ConvertedItem> {
  const { exportItems } = context;
  if (exportItems === undefined)
    throw new ActionsmithError('there are no items to convert: keep the step prepare_export, or set context.exportItems in one of yours', {
      code: 'ITEMS_MISSING',
    });
  return new Repeatable(async function* () {
    const report = percentOf(context, exportProgress.DATASET_CONVERSION);
    let seen = 0;
    for await (const item of exportItems) {
      let converted: ConvertedItem | undefined;
      try {
        converted = await convertItem(hooks, item);
        if (converted === undefined) ledger.skipped();
      } catch (error) {
        context.signal.throwIfAborted();
        await ledger.failed(item.id, 'conversion', error);
      }
      report(++seen, Math.max(seen, context.totalCount));
      if (converted !== undefined) yield converted;
    }
  });
}

async function convertItem(hooks: ExportHooks, item: ExportItem): Promise<ConvertedItem | undefined> {
  const ready = await hooks.beforeConvert(item);
  const converted = ready === undefined ? undefined : await hooks.convertData(ready);
  return converted === undefined ? undefined : hooks.afterConvert(converted);
}
