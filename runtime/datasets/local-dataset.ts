import type { ConversionReport } from '../converters/conversion.ts';

/** A dataset on this machine. It is shared by all who ask for the same one: read it, and write elsewhere. */
export interface LocalDataset {
  /** Of the version of a ground truth dataset. */
  readonly id: number;
  /** The folder. */
  readonly path: string;
  /** `dm_v1` and `dm_v2`: `json/` and `original_files/`, in a folder a split where there are splits. */
  readonly format: string;
  /** The number of ground truths in each split; none where the dataset is not split. */
  readonly splits: Readonly<Record<string, number>>;
  readonly count: number;
  /** The file that a training is pointed at, where the format has one: `dataset.yaml` of yolo. */
  readonly config?: string | undefined;
  /** Of a dataset that was converted: the folder of what it was made from. */
  readonly source?: string;
  readonly conversion?: ConversionCounts;
}

/** What came of a conversion: what was written and what was skipped add up to what was found. */
export type ConversionCounts = Pick<ConversionReport, 'items' | 'annotations' | 'splits' | 'reasons' | 'auditFile'>;

/** What a conversion has made, besides the folder. */
export interface ConvertedDataset {
  readonly config?: string | undefined;
  /** What the format cannot hold; undefined where nothing was lost. */
  readonly loss?: string | undefined;
  readonly counts?: ConversionCounts | undefined;
}

export interface ConversionOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Writes a dataset in another format into a folder, which is whole when it is there. */
export type ConvertDataset = (
  source: Pick<LocalDataset, 'path' | 'format' | 'splits'>,
  target: Pick<LocalDataset, 'path' | 'format'>,
  options: ConversionOptions,
) => Promise<ConvertedDataset>;
