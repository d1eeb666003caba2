import type { ItemAudit } from '../audit.ts';
import type { DatasetSchema, ImageInfo } from '../dataset-item.ts';
import type { Box, DmAnnotation, DmMedia } from '../dm/model.ts';
import { areaOf, boundsOf, isNear } from '../shapes/geometry.ts';
import { classIndex, leaveOut, leaveOutObject } from '../shapes/leave-out.ts';
import { maskArea, maskBounds, runsOf, toColumnCounts } from '../shapes/mask.ts';
import { collectObjects, leadOf, partsOf, type PicturedObject } from '../shapes/objects.ts';
import { isPersonKeypoints, PERSON_KEYPOINTS, PERSON_SKELETON } from '../shapes/person-keypoints.ts';
import type { CocoAnnotation, CocoCategory } from './model.ts';
import { encodeCounts } from './rle-string.ts';

/** An annotation before it has its numbers. */
export type CocoShape = Omit<CocoAnnotation, 'id' | 'image_id'>;

/** The annotations of an image, one an object. */
export function writeCocoAnnotations(media: DmMedia, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): CocoShape[] {
  const { objects, left } = collectObjects(media);
  leaveOut(left, audit);
  return objects.flatMap((object) => {
    const index = classIndex(object, schema, audit);
    const shape = index === undefined ? undefined : shapeOf(object, image, audit);
    if (index === undefined || shape === undefined) return [];
    const lead = leadOf(object);
    for (const part of partsOf(object))
      if (part !== lead && part.attrs.length > 0) audit.lose('ATTRIBUTES_DROPPED', part, part.attrs.map(({ name }) => name).join(', '));
    return [{ category_id: index + 1, ...shape, ...keypointsOf(object, schema, audit), ...attributesOf(lead, audit) }];
  });
}

/** Numbered from 1, in the order of the classes. */
export function writeCocoCategories({ classes, keypoints }: DatasetSchema): CocoCategory[] {
  return classes.map((name, index) => {
    const names = keypoints.get(name);
    const isPerson = names !== undefined && names.length === PERSON_KEYPOINTS.length && isPersonKeypoints(names);
    return {
      id: index + 1,
      name,
      supercategory: '',
      ...(names !== undefined && names.length > 0 && { keypoints: names, skeleton: isPerson ? PERSON_SKELETON : [] }),
    };
  });
}

function shapeOf(
  object: PicturedObject,
  image: ImageInfo,
  audit: ItemAudit,
): Pick<CocoShape, 'bbox' | 'area' | 'segmentation'> | undefined {
  const { box, polygons, mask, keypoints, group } = object;
  if (mask !== undefined) return maskShape(mask, image, audit);
  if (polygons.length > 0) {
    const around = boundsOf(polygons.flatMap(({ data }) => data));
    if (box !== undefined && keypoints.length === 0 && isNear(box.data, around, 1)) audit.lose('BOX_MERGED', box);
    if (box === undefined && keypoints.length > 0) audit.lose('BOX_DERIVED', group ?? polygons[0]!);
    return {
      bbox: box?.data ?? around,
      area: polygons.reduce((sum, { data }) => sum + areaOf(data), 0),
      segmentation: polygons.map(({ data }) => data.flat()),
    };
  }
  if (box !== undefined) return boxShape(box.data);
  const seen = keypoints.filter(({ visibility }) => visibility !== 0);
  if (seen.length === 0) {
    leaveOutObject(object, 'ANNOTATION_UNREADABLE', audit, 'it has no box, and no keypoint that can be seen');
    return undefined;
  }
  audit.lose('BOX_DERIVED', group!);
  return boxShape(boundsOf(seen.map(({ data }) => data)));
}

function boxShape(bbox: Box): Pick<CocoShape, 'bbox' | 'area' | 'segmentation'> {
  return { bbox, area: bbox[2] * bbox[3], segmentation: [] };
}

function maskShape(mask: DmAnnotation, image: ImageInfo, audit: ItemAudit): Pick<CocoShape, 'bbox' | 'area' | 'segmentation'> | undefined {
  const runs = runsOf(mask, image);
  if (typeof runs === 'string') audit.skip('ANNOTATION_UNREADABLE', mask, runs);
  else if (runs.length === 0) audit.skip('ANNOTATION_UNREADABLE', mask, 'the mask is empty');
  else {
    const counts = encodeCounts(toColumnCounts(runs, image));
    return { bbox: maskBounds(runs, image), area: maskArea(runs), segmentation: { size: [image.height, image.width], counts } };
  }
  return undefined;
}

function keypointsOf(
  { classification, keypoints }: PicturedObject,
  schema: DatasetSchema,
  audit: ItemAudit,
): Pick<CocoAnnotation, 'keypoints' | 'num_keypoints'> {
  const names = schema.keypoints.get(classification) ?? [];
  if (names.length === 0 && keypoints.length === 0) return {};
  const places = names.map(() => [0, 0, 0]);
  for (const keypoint of keypoints) {
    const at = names.indexOf(keypoint.classification);
    if (at < 0) audit.skip('CLASS_NOT_LISTED', keypoint, keypoint.classification);
    else places[at] = [...keypoint.data, keypoint.visibility ?? 2];
  }
  return { keypoints: places.flat(), num_keypoints: places.filter(([, , visibility]) => visibility! > 0).length };
}

function attributesOf(lead: DmAnnotation, audit: ItemAudit): Pick<CocoShape, 'attributes' | 'iscrowd'> {
  const own = new Map<string, unknown>();
  let iscrowd: 0 | 1 = 0;
  for (const { name, value } of lead.attrs) {
    if (name === 'iscrowd' && value === 1) iscrowd = 1;
    else if (own.has(name)) audit.lose('ATTRIBUTE_CHANGED', lead, `there is already ${JSON.stringify(name)}`);
    else own.set(name, value);
  }
  return { iscrowd, ...(own.size > 0 && { attributes: Object.fromEntries(own) }) };
}
