/** Records of coco's one file, as far as they are read and written. https://cocodataset.org/#format-data */
export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

export interface CocoCategory {
  readonly id: number;
  readonly name: string;
  readonly supercategory?: string;
  readonly keypoints?: readonly string[];
  /** By their numbers from 1. */
  readonly skeleton?: readonly (readonly [number, number])[];
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly [number, number, number, number];
  readonly area: number;
  readonly iscrowd: 0 | 1;
  /** Outlines, or a mask by columns; an empty list where there is a box alone. */
  readonly segmentation: readonly (readonly number[])[] | CocoMask;
  /** x, y and visibility of each keypoint of the category. */
  readonly keypoints?: readonly number[];
  readonly num_keypoints?: number;
  /** What coco itself has no field for; CVAT and others have the same. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface CocoMask {
  /** Height, width. */
  readonly size: readonly [number, number];
  readonly counts: string | readonly number[];
}

/** One image with what belongs to it. */
export interface CocoItem {
  readonly image: CocoImage;
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: readonly CocoCategory[];
}
