import type { DatasetSchema } from '../dataset-item.ts';
import { annotationsOf, type DmAnnotation, type DmMedia } from './model.ts';

/** A file of dm_v2. */
export interface DmV2 {
  readonly classification: Readonly<Record<string, readonly string[]>>;
  readonly images: readonly [Readonly<Record<string, readonly DmV2Annotation[]>>];
}

export interface DmV2Annotation {
  readonly id: string;
  readonly classification: string;
  readonly attrs: readonly { readonly name: string; readonly value: unknown }[];
  readonly data: unknown;
  readonly [field: string]: unknown;
}

/** The file of an image: annotations by tool, keypoints also with their group's id, and the classes of the whole dataset in their order. */
export function writeDmV2(media: DmMedia, schema: DatasetSchema): DmV2 {
  const groups = new Map((media['group'] ?? []).flatMap(({ id, data }) => (data as readonly string[]).map((member) => [member, id])));
  const image = Object.fromEntries(
    Object.entries(media).map(([tool, annotations]) => [tool, annotations.map((annotation) => write(annotation, groups))]),
  );
  return { classification: declare(media, schema), images: [{ bounding_box: [], polygon: [], keypoint: [], ...image }] };
}

function write(
  { id, tool, classification, attrs, data, visibility, encoding }: DmAnnotation,
  groups: ReadonlyMap<string, string>,
): DmV2Annotation {
  const group = tool === 'keypoint' ? groups.get(id) : undefined;
  return {
    id,
    classification,
    attrs: attrs.map(({ name, value }) => ({ name, value })),
    data,
    ...(visibility !== undefined && { visibility }),
    ...(group !== undefined && { group_id: group }),
    ...(encoding !== undefined && { encoding, ...compression(encoding) }),
  };
}

/** How dm says once more what `encoding` says. */
export function compression(encoding: 'raw_indices' | 'dm_rle'): {
  readonly isCompressed: boolean;
  readonly compressionFormat: 'rle' | null;
} {
  return encoding === 'dm_rle' ? { isCompressed: true, compressionFormat: 'rle' } : { isCompressed: false, compressionFormat: null };
}

function declare(media: DmMedia, { classes, keypoints }: DatasetSchema): Record<string, readonly string[]> {
  const tools = new Set(annotationsOf(media).map(({ tool }) => tool));
  const names = [...new Set([...keypoints.values()].flat())];
  return {
    bounding_box: classes,
    ...(tools.has('polygon') && { polygon: classes }),
    ...(tools.has('segmentation') && { segmentation: classes }),
    ...(tools.has('classification') && { classification: classes }),
    ...(names.length > 0 && { keypoint: names }),
  };
}
