import { isMaskData } from '../shapes/mask.ts';
import type { DmAttribute, Point } from './model.ts';

/** The data of a tool, held to what the tool has: a sentence about what is wrong, else undefined. */
export function whatIsWrong(tool: string, data: unknown, encoding: unknown): string | undefined {
  switch (tool) {
    case 'bounding_box':
      return isNumbers(data, 4) && data[2]! >= 0 && data[3]! >= 0 ? undefined : 'data is no [x, y, width, height]';
    case 'polygon':
      return isPoints(data, 3) ? undefined : 'data has no three points [x, y]';
    case 'polyline':
      return isPoints(data, 2) ? undefined : 'data has no two points [x, y]';
    case 'keypoint':
      return isNumbers(data, 2) ? undefined : 'data is no [x, y]';
    case 'segmentation':
      return isMaskData(data, encoding);
    case 'group':
    case 'relation':
      return Array.isArray(data) && data.every((id) => typeof id === 'string') ? undefined : 'data is no list of ids';
    default:
      return undefined;
  }
}

/** Attributes of dm_v2: a list of `{ name, value }`; what else stands there is left out. */
export function readAttributes(attrs: unknown): DmAttribute[] {
  if (!Array.isArray(attrs)) return [];
  return attrs.flatMap((entry: unknown) =>
    isObject(entry) && typeof entry['name'] === 'string' ? [{ name: entry['name'], value: entry['value'] }] : [],
  );
}

/** Visibility as a number, or as one of dm's words. */
export function readVisibility(value: unknown): 0 | 1 | 2 | undefined {
  const at = ['missing', 'occluded', 'visible'].indexOf(value as string);
  if (at >= 0) return at as 0 | 1 | 2;
  return value === 0 || value === 1 || value === 2 ? value : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown, length: number): value is readonly number[] {
  return Array.isArray(value) && value.length === length && value.every((number) => Number.isFinite(number));
}

function isPoints(value: unknown, least: number): value is readonly Point[] {
  return Array.isArray(value) && value.length >= least && value.every((point) => isNumbers(point, 2));
}
