import type { ItemAudit } from '../audit.ts';
import type { ImageInfo } from '../dataset-item.ts';
import { attributeOf, type Box, type DmAnnotation } from '../dm/model.ts';
import { boundsOf, cornersOf } from './geometry.ts';
import { maskBounds, runsOf } from './mask.ts';
import type { PicturedObject } from './objects.ts';

/** The upright box of an object, for formats that hold no other: of its box, else around its shape. The audit says what it was; undefined where there is none. */
export function uprightBox({ box, polygons, mask, keypoints }: PicturedObject, image: ImageInfo, audit: ItemAudit): Box | undefined {
  if (box !== undefined) {
    for (const polygon of polygons) audit.skip('TOOL_NOT_HELD', polygon);
    const angle = rotationOf(box);
    if (angle === 0) return box.data;
    audit.lose('ROTATION_DROPPED', box);
    return boundsOf(cornersOf(box.data, angle));
  }
  if (polygons.length > 0) {
    for (const polygon of polygons) audit.lose('POLYGON_AS_BOX', polygon);
    return boundsOf(polygons.flatMap(({ data }) => data));
  }
  if (mask !== undefined) return boxOfMask(mask, image, audit);
  const seen = keypoints.filter(({ visibility }) => visibility !== 0);
  return seen.length < 2 ? undefined : boundsOf(seen.map(({ data }) => data));
}

/** In radians. */
export function rotationOf(box: DmAnnotation): number {
  const angle = attributeOf(box, 'rotation');
  return typeof angle === 'number' && Number.isFinite(angle) ? angle : 0;
}

function boxOfMask(mask: DmAnnotation, image: ImageInfo, audit: ItemAudit): Box | undefined {
  const runs = runsOf(mask, image);
  if (typeof runs === 'string') audit.skip('ANNOTATION_UNREADABLE', mask, runs);
  else if (runs.length === 0) audit.skip('OUTSIDE_IMAGE', mask);
  else {
    audit.lose('MASK_AS_BOX', mask);
    return maskBounds(runs, image);
  }
  return undefined;
}
