import type { ItemAudit } from '../audit.ts';
import type { DatasetSchema, ImageInfo } from '../dataset-item.ts';
import type { Box, DmAnnotation, DmMedia, Point } from '../dm/model.ts';
import { clipPolygon } from '../shapes/clip-polygon.ts';
import { boundsOf, clipBox, cornersOf, isNear } from '../shapes/geometry.ts';
import { classIndex, leaveOut, leaveOutObject } from '../shapes/leave-out.ts';
import { collectObjects, partsOf, type PicturedObject } from '../shapes/objects.ts';
import { rotationOf, uprightBox } from '../shapes/upright-box.ts';
import { keypointNames } from './keypoint-names.ts';

/** A label file of yolo: a line an object, in shares of the image's size. What lies outside of the image is cut off, because its readers refuse it. */
export function writeYoloLabels(media: DmMedia, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): string {
  const { objects, left } = collectObjects(media);
  leaveOut(left, audit);
  const lines = objects.flatMap((object) => {
    const index = classIndex(object, schema, audit);
    if (index === undefined) return [];
    for (const part of partsOf(object)) noteAttributes(part, audit);
    return LINES[schema.task](object, image, schema, audit).map((numbers) => `${index} ${numbers.map(digits).join(' ')}\n`);
  });
  return lines.join('');
}

type Lines = (object: PicturedObject, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit) => readonly (readonly number[])[];

const LINES: Readonly<Record<DatasetSchema['task'], Lines>> = { detect: detectLines, segment: segmentLines, pose: poseLines };

function detectLines(object: PicturedObject, image: ImageInfo, _schema: DatasetSchema, audit: ItemAudit): number[][] {
  if (object.group !== undefined) audit.skip('GROUP_NOT_HELD', object.group);
  for (const keypoint of object.keypoints) audit.skip('TOOL_NOT_HELD', keypoint);
  const box = (object.box ?? object.polygons[0] ?? object.mask) ? boxWithin(object, image, audit) : undefined;
  return box === undefined ? [] : [box];
}

function segmentLines(object: PicturedObject, image: ImageInfo, _schema: DatasetSchema, audit: ItemAudit): number[][] {
  const { box, polygons, keypoints, group } = object;
  if (group !== undefined) audit.skip('GROUP_NOT_HELD', group);
  for (const keypoint of keypoints) audit.skip('TOOL_NOT_HELD', keypoint);
  if (polygons.length > 0) {
    const around = boundsOf(polygons.flatMap(({ data }) => data));
    if (box !== undefined && isNear(around, box.data, 1)) audit.lose('BOX_MERGED', box);
    else if (box !== undefined) audit.skip('TOOL_NOT_HELD', box);
    return polygons.flatMap((polygon) => outlineWithin(polygon.data, polygon, image, audit));
  }
  if (box !== undefined) {
    audit.lose('BOX_AS_POLYGON', box);
    return outlineWithin(cornersOf(box.data, rotationOf(box)), box, image, audit);
  }
  const { mask } = object;
  const around = mask === undefined ? undefined : uprightBox(object, image, audit);
  return around === undefined ? [] : outlineWithin(cornersOf(around), mask!, image, audit);
}

function poseLines(object: PicturedObject, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): number[][] {
  const names = keypointNames(schema);
  const { keypoints, group, polygons } = object;
  if (group !== undefined && (keypoints.length === 0 || polygons.length > 0)) audit.skip('GROUP_NOT_HELD', group);
  if (object.box === undefined && keypoints.length > 0) audit.lose('BOX_DERIVED', group ?? keypoints[0]!);
  const box = boxWithin(object, image, audit);
  if (box === undefined) {
    leaveOutObject(object, 'OUTSIDE_IMAGE', audit);
    return [];
  }
  const places = names.map(() => [0, 0, 0]);
  for (const keypoint of keypoints) {
    const [x, y] = keypoint.data;
    const at = names.indexOf(keypoint.classification);
    if (at < 0) audit.skip('CLASS_NOT_LISTED', keypoint, keypoint.classification);
    else if (x < 0 || y < 0 || x > image.width || y > image.height) audit.skip('OUTSIDE_IMAGE', keypoint);
    else places[at] = [x / image.width, y / image.height, keypoint.visibility ?? 2];
  }
  return [[...box, ...places.flat()]];
}

/** Middle, width and height, in shares of the image; undefined, with the reason in the audit, where nothing of it is within. */
function boxWithin(object: PicturedObject, image: ImageInfo, audit: ItemAudit): number[] | undefined {
  const box = uprightBox(object, image, audit);
  if (box === undefined) return undefined;
  const within = clipBox(box, image);
  const { polygons, mask, group } = object;
  const subjects = object.box === undefined && polygons.length > 0 ? polygons : [object.box ?? mask ?? group!];
  for (const subject of subjects) {
    if (within === undefined) audit.skip('OUTSIDE_IMAGE', subject);
    else if (!isNear(within, box, 1e-9)) audit.lose('CLIPPED', subject);
  }
  if (within === undefined) return undefined;
  const [x, y, width, height]: Box = within;
  return [(x + width / 2) / image.width, (y + height / 2) / image.height, width / image.width, height / image.height];
}

function outlineWithin(points: readonly Point[], subject: DmAnnotation, image: ImageInfo, audit: ItemAudit): number[][] {
  const isWithin = points.every(([x, y]) => x >= 0 && y >= 0 && x <= image.width && y <= image.height);
  const within = isWithin ? points : clipPolygon(points, image);
  if (within.length < 3) {
    audit.skip('OUTSIDE_IMAGE', subject);
    return [];
  }
  if (!isWithin) audit.lose('CLIPPED', subject);
  return [within.flatMap(([x, y]) => [x / image.width, y / image.height])];
}

function noteAttributes(part: DmAnnotation, audit: ItemAudit): void {
  const names = part.attrs.map(({ name }) => name).filter((name) => name !== 'rotation' || part.tool !== 'bounding_box');
  if (names.length > 0) audit.lose('ATTRIBUTES_DROPPED', part, names.join(', '));
}

/** Eight digits, as a thousandth of a pixel of a large image needs them; never an exponent. */
function digits(share: number): string {
  return share.toFixed(8).replace(/\.?0+$/, '');
}
