import type { ItemAudit } from '../audit.ts';
import type { ImageInfo } from '../dataset-item.ts';
import { annotationId } from '../dm/annotation-id.ts';
import { byTool, type DmAnnotation, type DmAttribute, type DmMedia, type Point } from '../dm/model.ts';
import { isObject } from '../dm/read-annotation.ts';
import { boundsOf, isNear } from '../shapes/geometry.ts';
import { fromColumnCounts, type MaskRuns } from '../shapes/mask.ts';
import type { CocoCategory } from './model.ts';
import { decodeCounts } from './rle-string.ts';

/** The annotations of one image, by coco's categories. A box beside an outline is kept where it is not simply the one around it. */
export function readCocoAnnotations(
  annotations: readonly unknown[],
  categories: ReadonlyMap<unknown, CocoCategory>,
  image: ImageInfo,
  audit: ItemAudit,
): DmMedia {
  return byTool(
    annotations.flatMap((annotation, at) => {
      const raw = isObject(annotation) ? annotation : {};
      const subject = { tool: 'annotation', ...(raw['id'] !== undefined && { id: String(raw['id']) }) };
      const category = categories.get(raw['category_id']);
      const parts =
        category === undefined
          ? `no category has the id ${JSON.stringify(raw['category_id'])}`
          : partsOf(raw, category, image, `${audit.file} ${at}`);
      audit.found(typeof parts === 'string' ? 1 : parts.length);
      if (typeof parts === 'string') {
        audit.skip(category === undefined ? 'CLASS_UNKNOWN' : 'ANNOTATION_UNREADABLE', subject, parts);
        return [];
      }
      const others = Object.keys(raw).filter((name) => !KNOWN.has(name));
      if (others.length > 0) audit.lose('FIELDS_DROPPED', parts[0]!, others.join(', '));
      return parts;
    }),
  );
}

const KNOWN: ReadonlySet<string> = new Set(
  'id image_id category_id bbox area iscrowd segmentation keypoints num_keypoints attributes'.split(' '),
);

type Raw = Readonly<Record<string, unknown>>;

function partsOf(raw: Raw, category: CocoCategory, image: ImageInfo, place: string): DmAnnotation[] | string {
  const { bbox, segmentation } = raw;
  const attrs = readAttributes(raw);
  let count = 0;
  const make = (tool: string, data: unknown, more: Partial<DmAnnotation> = {}): DmAnnotation => ({
    id: annotationId(place, raw['id'] as string, tool, count++),
    tool,
    classification: category.name,
    attrs: [],
    data,
    ...more,
  });
  const box =
    isNumbers(bbox) && bbox.length === 4 && bbox[2]! >= 0 && bbox[3]! >= 0
      ? (bbox as unknown as [number, number, number, number])
      : undefined;
  if (bbox !== undefined && box === undefined && !(Array.isArray(bbox) && bbox.length === 0)) return 'bbox is no [x, y, width, height]';
  const keypoints = readKeypoints(raw['keypoints'], category);
  if (typeof keypoints === 'string') return keypoints;
  const outlines = readOutlines(segmentation, image);
  if (typeof outlines === 'string') return outlines;
  const parts: DmAnnotation[] = [];
  if ('runs' in outlines) parts.push(make('segmentation', outlines.runs, { encoding: 'dm_rle' }));
  const points = 'runs' in outlines ? [] : outlines.points;
  const isDerived = box !== undefined && points.length > 0 && isNear(box, boundsOf(points.flat()), 1);
  if (box !== undefined && !('runs' in outlines) && (keypoints.length > 0 || !isDerived)) parts.push(make('bounding_box', box));
  parts.push(...points.map((each) => make('polygon', each)));
  parts.push(...keypoints.map(({ name, data, visibility }) => make('keypoint', data, { classification: name, visibility })));
  if (parts.length === 0) return 'it has neither a box nor a shape';
  const [first, ...others] = parts as [DmAnnotation, ...DmAnnotation[]];
  const lead = { ...first, attrs };
  if (others.length === 0 && first.tool !== 'keypoint') return [lead];
  return [
    lead,
    ...others,
    make(
      'group',
      parts.map(({ id }) => id),
    ),
  ];
}

function readAttributes({ attributes, iscrowd }: Raw): DmAttribute[] {
  const own = isObject(attributes) ? Object.entries(attributes).map(([name, value]) => ({ name, value })) : [];
  return iscrowd === 1 ? [...own, { name: 'iscrowd', value: 1 }] : own;
}

function readKeypoints(
  keypoints: unknown,
  category: CocoCategory,
): { readonly name: string; readonly data: Point; readonly visibility: 0 | 1 | 2 }[] | string {
  if (keypoints === undefined) return [];
  if (!isNumbers(keypoints) || keypoints.length % 3 !== 0) return 'keypoints are no list of x, y and visibility';
  return Array.from({ length: keypoints.length / 3 }, (_, at) => at).flatMap((at) => {
    const [x, y, visibility] = keypoints.slice(at * 3, at * 3 + 3) as [number, number, number];
    if (x === 0 && y === 0 && visibility === 0) return [];
    const name = category.keypoints?.[at] ?? `keypoint_${at}`;
    return [{ name, data: [x, y] as const, visibility: visibility === 0 || visibility === 1 ? visibility : (2 as const) }];
  });
}

function readOutlines(
  segmentation: unknown,
  { width, height }: ImageInfo,
): { readonly points: Point[][] } | { readonly runs: MaskRuns } | string {
  if (segmentation === undefined || segmentation === null) return { points: [] };
  if (Array.isArray(segmentation)) {
    const isOutline = (flat: unknown): flat is number[] => isNumbers(flat) && flat.length >= 6 && flat.length % 2 === 0;
    if (!segmentation.every(isOutline)) return 'segmentation has an outline of fewer than three points';
    return {
      points: segmentation.map((flat) => Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2]!, flat[at * 2 + 1]!] as const)),
    };
  }
  if (!isObject(segmentation) || !isNumbers(segmentation['size'])) return 'segmentation is neither outlines nor a mask';
  const [maskHeight, maskWidth] = segmentation['size'];
  if (maskHeight !== height || maskWidth !== width)
    return `its mask is for ${maskWidth} x ${maskHeight} pixels, and the image has ${width} x ${height}`;
  const { counts } = segmentation;
  const read =
    typeof counts === 'string'
      ? decodeCounts(counts)
      : isNumbers(counts) && counts.every((count) => Number.isInteger(count) && count >= 0)
        ? counts
        : undefined;
  if (read === undefined) return 'the counts of its mask cannot be read';
  const runs = fromColumnCounts(read, { width, height });
  return typeof runs === 'string' ? runs : { runs };
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((number) => Number.isFinite(number));
}
