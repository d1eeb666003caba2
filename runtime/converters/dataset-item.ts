import type { ItemAudit } from './audit.ts';
import type { DmMedia } from './dm/model.ts';

/** A part of a dataset; in files also `val` and `validation`. */
export type Split = 'train' | 'valid' | 'test';
export const SPLITS = ['train', 'valid', 'test'] as const;

/** What a codec has to know about the image of an item: its name, and its size as it is shown, in pixels. */
export interface ImageInfo {
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
}

/** What a whole dataset has to say before its first item is written. */
export interface DatasetSchema {
  /** In the order of their numbers. */
  readonly classes: readonly string[];
  /** The names of a class's keypoints, in their order. */
  readonly keypoints: ReadonlyMap<string, readonly string[]>;
  /** What yolo's label files hold. */
  readonly task: YoloTask;
  /** yolo keypoints of two numbers have no visibility. */
  readonly keypointDimensions?: 2 | 3;
  readonly pascalOrigin?: PascalOrigin | undefined;
}

/** The number of the first pixel in files of Pascal VOC: 1 in its own, with the last pixel of a box in it; 0 as labelImg and others write it. */
export type PascalOrigin = 0 | 1;

export type YoloTask = 'detect' | 'segment' | 'pose';

/** What an image of a source may have, before sizes are known. */
export interface ItemRef {
  /** The path of the item without its ending, from its split's folder, with slashes. */
  readonly id: string;
  readonly split: Split | undefined;
  /** What is read for it, from the root of the dataset. */
  readonly file: string;
  /** The annotations, and the image where `withImage`; undefined where the audit says why there are none. */
  readonly load: (audit: ItemAudit, withImage: boolean) => Promise<LoadedItem | undefined>;
}

export interface LoadedItem {
  readonly media: DmMedia;
  /** The image's file, with its size; a size of 0 where it was not asked for. */
  readonly image: ImageInfo & { readonly path: string };
  /** Class names by tool, as dm_v2 declares them beside its images. */
  readonly declared?: Readonly<Record<string, readonly string[]>> | undefined;
}
