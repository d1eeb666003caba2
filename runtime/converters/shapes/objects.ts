import { annotationsOf, type Box, type DmAnnotation, type DmMedia, type Point } from '../dm/model.ts';
import { isPersonKeypoints } from './person-keypoints.ts';

/** A thing in a picture, as formats with one record an object have it: one annotation, or those of a group that make one. */
export interface PicturedObject {
  readonly classification: string;
  readonly box?: DmAnnotation<Box>;
  readonly polygons: readonly DmAnnotation<readonly Point[]>[];
  readonly mask?: DmAnnotation;
  readonly keypoints: readonly DmAnnotation<Point>[];
  readonly group?: DmAnnotation<readonly string[]>;
}

export interface Objects {
  readonly objects: readonly PicturedObject[];
  /** What is part of no object: keypoints of no group, groups that are none, and other tools. */
  readonly left: readonly DmAnnotation[];
}

/**
 * A group is one object where it has one box at most, and keypoints, or polygons of one class; an annotation of no such group is an object of its own.
 * Objects come in the order of their first annotation.
 */
export function collectObjects(media: DmMedia): Objects {
  const all = annotationsOf(media);
  const byId = new Map(all.map((annotation) => [annotation.id, annotation]));
  const grouped = new Map<DmAnnotation, PicturedObject>();
  const left: DmAnnotation[] = [];
  for (const group of (media['group'] ?? []) as readonly DmAnnotation<readonly string[]>[]) {
    const members = group.data.map((id) => byId.get(id));
    const object = members.every((member) => member !== undefined && !grouped.has(member))
      ? makeObject(group, members as DmAnnotation[])
      : undefined;
    if (object === undefined) left.push(group);
    else for (const member of members as DmAnnotation[]) grouped.set(member, object);
  }
  const objects = new Set<PicturedObject>();
  for (const annotation of all) {
    if (annotation.tool === 'group') continue;
    const object = grouped.get(annotation) ?? alone(annotation);
    if (object === undefined) left.push(annotation);
    else objects.add(object);
  }
  return { objects: [...objects], left };
}

/** All annotations of an object, its group too. */
export function partsOf({ box, polygons, mask, keypoints, group }: PicturedObject): DmAnnotation[] {
  return [box, ...polygons, mask, ...keypoints, group].filter((part) => part !== undefined);
}

/** The annotation that stands for the object: where its attributes are. */
export function leadOf({ box, polygons, mask, keypoints, group }: PicturedObject): DmAnnotation {
  return (box ?? polygons[0] ?? mask ?? group ?? keypoints[0])!;
}

function alone(annotation: DmAnnotation): PicturedObject | undefined {
  const { tool, classification } = annotation;
  const empty = { classification, polygons: [], keypoints: [] };
  if (tool === 'bounding_box') return { ...empty, box: annotation as DmAnnotation<Box> };
  if (tool === 'polygon') return { ...empty, polygons: [annotation as DmAnnotation<readonly Point[]>] };
  if (tool === 'segmentation') return { ...empty, mask: annotation };
  return undefined;
}

function makeObject(group: DmAnnotation<readonly string[]>, members: readonly DmAnnotation[]): PicturedObject | undefined {
  const of = <Data>(tool: string): DmAnnotation<Data>[] => members.filter((member) => member.tool === tool) as DmAnnotation<Data>[];
  const [boxes, polygons, keypoints] = [of<Box>('bounding_box'), of<readonly Point[]>('polygon'), of<Point>('keypoint')];
  if (boxes.length > 1 || boxes.length + polygons.length + keypoints.length !== members.length) return undefined;
  if (members.length < 2 && keypoints.length === 0) return undefined;
  const names = new Set(keypoints.map(({ classification }) => classification));
  if (names.size !== keypoints.length) return undefined; // two noses are two people
  const classes = new Set([group, ...boxes, ...polygons].map(({ classification }) => classification).filter((name) => name !== ''));
  if (classes.size > 1) return undefined;
  const [classification = isPersonKeypoints(names) ? 'person' : ''] = classes;
  const [box] = boxes;
  return { classification, ...(box !== undefined && { box }), polygons, keypoints, group };
}
