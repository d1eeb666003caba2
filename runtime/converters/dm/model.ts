/** An image's annotations as dm_v2 has them: arrays by tool. Between two formats everything takes this shape. */
export type DmMedia = Readonly<Record<string, readonly DmAnnotation[]>>;

export interface DmAnnotation<Data = unknown> {
  readonly id: string;
  readonly tool: string;
  readonly classification: string;
  readonly attrs: readonly DmAttribute[];
  readonly data: Data;
  /** Of keypoints: 0 missing, 1 occluded, 2 visible. */
  readonly visibility?: 0 | 1 | 2;
  /** Of masks: row-major indices of pixels, or runs [start, length] of them. */
  readonly encoding?: 'raw_indices' | 'dm_rle';
}

export interface DmAttribute {
  readonly name: string;
  readonly value: unknown;
}

/** In pixels. */
export type Point = readonly [x: number, y: number];
/** Left, top, width, height; in pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** What dm calls the tools that a picture may have. */
export const IMAGE_TOOLS = [
  'bounding_box',
  'polygon',
  'polyline',
  'keypoint',
  'segmentation',
  'classification',
  'group',
  'relation',
] as const;

/** Tools of other media, and of pictures that no other format knows. */
export const OTHER_TOOLS = ['bounding_box_3d', 'segmentation_3d', 'named_entity', 'prompt', 'answer', 'time_range'] as const;

export function annotationsOf(media: DmMedia): DmAnnotation[] {
  return Object.values(media).flat();
}

export function attributeOf({ attrs }: DmAnnotation, name: string): unknown {
  return attrs.find((attribute) => attribute.name === name)?.value;
}

/** Annotations under their tools, in their order. */
export function byTool(annotations: readonly DmAnnotation[]): DmMedia {
  const media: Record<string, DmAnnotation[]> = {};
  for (const annotation of annotations) (media[annotation.tool] ??= []).push(annotation);
  return media;
}
