import { type ClassMap, mapClass } from './map-classes.ts';

/** Class names by tool, as dm_v2 declares them, under the names of the target; those of keypoints stay. */
export function mapDeclared(
  declared: Readonly<Record<string, readonly string[]>> | undefined,
  map: ClassMap,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(declared ?? {}).map(([tool, names]) => [
      tool,
      tool === 'keypoint' ? names : [...new Set(names.map((name) => mapClass(name, map)))],
    ]),
  );
}
