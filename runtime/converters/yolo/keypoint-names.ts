import type { DatasetSchema } from '../dataset-item.ts';

/** The keypoints of a row: yolo has one list for all classes. */
export function keypointNames({ classes, keypoints }: DatasetSchema): string[] {
  return [...new Set(classes.flatMap((name) => keypoints.get(name) ?? []))];
}
