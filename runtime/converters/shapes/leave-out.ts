import type { ItemAudit } from '../audit.ts';
import type { AuditReason } from '../audit-reasons.ts';
import type { DatasetSchema } from '../dataset-item.ts';
import type { DmAnnotation } from '../dm/model.ts';
import { partsOf, type PicturedObject } from './objects.ts';

/** What is part of no object has no place in a format with one record an object. */
export function leaveOut(left: readonly DmAnnotation[], audit: ItemAudit): void {
  for (const annotation of left) {
    if (annotation.tool === 'keypoint') audit.skip('KEYPOINT_UNGROUPED', annotation);
    else if (annotation.tool === 'group') audit.skip('GROUP_NOT_HELD', annotation);
    else audit.skip('TOOL_NOT_HELD', annotation);
  }
}

/** The number of an object's class; undefined, and the object left out, where the dataset has no such class. */
export function classIndex(object: PicturedObject, { classes }: DatasetSchema, audit: ItemAudit): number | undefined {
  const index = classes.indexOf(object.classification);
  if (index >= 0) return index;
  if (object.classification === '') leaveOutObject(object, 'CLASS_MISSING', audit);
  else leaveOutObject(object, 'CLASS_NOT_LISTED', audit, object.classification);
  return undefined;
}

export function leaveOutObject(object: PicturedObject, reason: AuditReason, audit: ItemAudit, detail?: string): void {
  for (const part of partsOf(object)) audit.skip(reason, part, detail);
}
