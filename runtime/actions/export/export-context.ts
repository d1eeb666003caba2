import { StepContext } from '../../steps/step-context.ts';
import type { ConvertedItem, ExportFailure, ExportItem } from './export-item.ts';
import type { ExportOutput } from './export-output.ts';

type Several<T> = Iterable<T> | AsyncIterable<T>;

/**
 * Guide: BaseExportAction. What the steps of an export share. Results and items are streams that begin anew whenever they are iterated, so that an export may be
 * larger than the memory: a step of yours goes through `convertedItems` with `for await`, or puts another stream in its place.
 */
export class ExportContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** What the filters selected, as the backend has it. */
  results?: Several<unknown>;
  /** How many those were when they were counted. */
  totalCount: number = 0;
  /** The same as items to convert. */
  exportItems?: Several<ExportItem>;
  /** What the conversion makes of them, one by one. What cannot be converted is among the errors instead. */
  convertedItems?: Several<ConvertedItem>;
  /** Name, count and options of the export, and the configuration of its project, for the conversion. */
  exportParams?: Readonly<Record<string, unknown>>;
  /** Items that were written. */
  exportedCount: number = 0;
  /** Items that could not be written. */
  failedCount: number = 0;
  /** Items that a hook left out. */
  skippedCount: number = 0;
  /** Why items failed: the first thousand. All of them are in the export's `errors.jsonl`. */
  errors: ExportFailure[] = [];
  /** Bytes of the files that were written. */
  writtenBytes: number = 0;
  /** Where the files are. */
  outputPath?: string;
  /** Where files of your own go, which are taken back with the others when the run fails. */
  output?: ExportOutput;
}
