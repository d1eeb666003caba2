import type { GroundTruthFile } from '../../datasets/list-ground-truths.ts';

/** A file that belongs to an item, by its name in the data collection. */
export type ExportFile = GroundTruthFile;

/** One assignment, ground truth or task on its way out. */
export interface ExportItem {
  /** Of the record. */
  readonly id: number;
  /** The annotations. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: readonly ExportFile[];
  /** The folder that it goes to; none where the record has no category. */
  readonly split: string | undefined;
  /** As the backend has it. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** What a conversion made of an item. */
export interface ConvertedItem extends Omit<ExportItem, 'data'> {
  /** What is written: bytes as they are, a text too where there is an `ending`, everything else as JSON. */
  readonly data: unknown;
  /** Of the file, with its dot, and of the folder without it: `txt/cat.txt`. Default `.json`. */
  readonly ending?: string;
}

/** Why an item is not in the export. */
export interface ExportFailure {
  readonly item: number;
  readonly phase: 'prepare' | 'conversion' | 'original_file' | 'data_file';
  /** As it is called where it comes from, or where it should go. */
  readonly file?: string;
  readonly code: string;
  readonly message: string;
}
