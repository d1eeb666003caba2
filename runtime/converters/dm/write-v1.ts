import type { ItemAudit } from '../audit.ts';
import type { ImageInfo } from '../dataset-item.ts';
import { annotationId } from './annotation-id.ts';
import { annotationsOf, type Box, type DmAnnotation, type DmMedia, type Point } from './model.ts';
import { compression } from './write-v2.ts';

/** A file of dm_v1: what an annotation is, and where it is, in two lists by medium. */
export interface DmV1 {
  readonly extra: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly annotationsData: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly relations: Readonly<Record<string, unknown>>;
  readonly annotationGroups: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly assignmentId: null;
}

const MEDIUM = 'image_1';

/** The file of an image. Attributes stand beside `class`, so one called `class`, or twice of one name, cannot be kept. */
export function writeDmV1(media: DmMedia, { width, height }: ImageInfo, audit: ItemAudit): DmV1 {
  const all = annotationsOf(media);
  const written = all.flatMap((annotation) => {
    const place = annotation.tool === 'group' ? undefined : placeOf(annotation);
    if (place === undefined && annotation.tool !== 'group') audit.skip('TOOL_NOT_HELD', annotation);
    return place === undefined ? [] : [{ annotation, place }];
  });
  const groups = all.filter(({ tool }) => tool === 'group');
  return {
    extra: { [MEDIUM]: { width, height } },
    annotations: {
      [MEDIUM]: written.map(({ annotation: each }) => ({
        id: each.id,
        tool: each.tool,
        isLocked: false,
        isVisible: true,
        isValid: false,
        classification: classificationOf(each, audit),
      })),
    },
    annotationsData: { [MEDIUM]: written.map(({ annotation, place }) => ({ id: annotation.id, ...place })) },
    relations: {},
    annotationGroups: {
      [MEDIUM]: groups.map((group) => ({
        id: group.id,
        annotationIds: group.data,
        ...((group.classification !== '' || group.attrs.length > 0) && { classification: classificationOf(group, audit) }),
      })),
    },
    assignmentId: null,
  };
}

function placeOf({ id, tool, data, attrs, encoding }: DmAnnotation): Readonly<Record<string, unknown>> | undefined {
  switch (tool) {
    case 'bounding_box': {
      const [x, y, width, height] = data as Box;
      const rotation = attrs.find(({ name }) => name === 'rotation');
      return { coordinate: { x, y, width, height, ...(rotation !== undefined && { rotation: rotation.value }) } };
    }
    case 'polygon':
    case 'polyline':
      return { coordinate: (data as readonly Point[]).map(([x, y], at) => ({ x, y, id: annotationId(id, at) })) };
    case 'keypoint': {
      const [x, y] = data as Point;
      return { coordinate: { x, y } };
    }
    case 'segmentation':
      return { pixel_indices: data, ...compression(encoding ?? 'raw_indices') };
    case 'relation': {
      const [from, to] = data as readonly string[];
      return { annotationId: from, targetAnnotationId: to };
    }
    case 'classification':
      return {};
    default:
      return undefined;
  }
}

function classificationOf(annotation: DmAnnotation, audit: ItemAudit): Readonly<Record<string, unknown>> {
  const { tool, classification, attrs, visibility } = annotation;
  const own = new Map<string, unknown>([['class', classification]]);
  if (visibility !== undefined) own.set('visibility', ['missing', 'occluded', 'visible'][visibility]);
  for (const { name, value } of attrs) {
    if (tool === 'bounding_box' && name === 'rotation') continue;
    if (own.has(name)) audit.lose('ATTRIBUTE_CHANGED', annotation, `there is already ${JSON.stringify(name)}`);
    else own.set(name, value);
  }
  return Object.fromEntries(own);
}
