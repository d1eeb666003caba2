import { StepContext } from '../../steps/step-context.ts';

/** Guide: BaseExportAction. What the steps of an export share. */
export class ExportContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** What the filters selected. */
  results?: Iterable<unknown> | AsyncIterable<unknown>;
  /** The same as items to convert. */
  exportItems?: Iterable<unknown> | AsyncIterable<unknown>;
  /** What the conversion made of them. */
  convertedItems?: Iterable<unknown> | AsyncIterable<unknown>;
  /** Items that were written. */
  exportedCount: number = 0;
  /** Items that could not be written. */
  failedCount: number = 0;
  /** Where the files are. */
  outputPath?: string;
}
