import { rm } from 'node:fs/promises';
import type { Converter } from '../converters/converter.ts';
import { getConverter } from '../converters/get-converter.ts';
import { readFormat, type SourceFormat } from '../converters/formats.ts';
import type { ConversionReport } from '../converters/conversion.ts';
import { BackendError } from '../errors/backend-error.ts';
import type { ConversionCounts, ConversionOptions, ConvertDataset, ConvertedDataset } from './local-dataset.ts';

/** Folders of splits as other formats know them. */
const SPLITS: ReadonlySet<string> = new Set(['train', 'valid', 'val', 'validation', 'test']);

/** Looks at everything before it converts anything. */
const SURVEYED = 0.3;

/** Throws ConversionError, and BackendError where nothing of the dataset could be converted. */
export const convertDataset: ConvertDataset = async (source, target, options) => {
  const splits = Object.keys(source.splits);
  const unknown = splits.find((name) => !SPLITS.has(name));
  if (unknown !== undefined)
    throw new BackendError(`${target.format} has no split ${JSON.stringify(unknown)}: name it train, valid or test`, { code: 'BAD_SPLIT' });
  const converter = getConverter(source.format as SourceFormat, readFormat(target.format), { categorized: splits.length > 0 });
  return writeConverted(converter, source.path, target.path, options);
};

/** A folder, or an archive of one, in another format. Throws ConversionError, and BackendError where nothing of it could be converted. */
export async function writeConverted(
  converter: Converter,
  source: string,
  target: string,
  { signal, onProgress }: ConversionOptions,
): Promise<ConvertedDataset & { readonly counts: ConversionCounts }> {
  const conversion = converter.convertFolder(source, target, { signal, overwrite: true });
  for await (const { phase, done, total } of conversion) {
    const part = done / Math.max(1, total);
    onProgress?.(phase === 'survey' ? SURVEYED * part : SURVEYED + (1 - SURVEYED) * part, 1);
  }
  const report = await conversion.report();
  const { config, items, annotations, splits, reasons, auditFile } = report;
  const loss = describeLoss(report);
  if (items.written > 0) return { config, loss, counts: { items, annotations, splits, reasons, auditFile } };
  await rm(target, { recursive: true, force: true });
  const why = loss ?? 'there is nothing in it';
  throw new BackendError(`nothing of the dataset could be converted to ${converter.target}: ${why}`, { code: 'DATASET_EMPTY' });
}

/** `3 of 100 items and 5 of 400 annotations left out, 2 changed (IMAGE_MISSING 3, …): <file>`; undefined where nothing was lost. */
function describeLoss({ items, annotations, reasons, auditFile }: ConversionReport): string | undefined {
  if (items.skipped === 0 && annotations.skipped === 0 && annotations.lossy === 0) return undefined;
  const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
  const lost = `${items.skipped} of ${items.found} items and ${annotations.skipped} of ${annotations.found} annotations were left out`;
  return `${lost}, ${annotations.lossy} changed (${why.join(', ')})${auditFile === undefined ? '' : `: ${auditFile}`}`;
}
