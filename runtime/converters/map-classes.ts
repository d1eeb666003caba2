import type { ItemAudit } from './audit.ts';
import { annotationsOf, byTool, type DmMedia } from './dm/model.ts';

export type ClassMap = Readonly<Record<string, string>>;

/** The name of a class in the target. */
export function mapClass(name: string, map: ClassMap): string {
  return Object.hasOwn(map, name) ? map[name]! : name;
}

/** Annotations under the classes of the target; the class of a keypoint is its name, and stays. */
export function mapClasses(media: DmMedia, map: ClassMap): DmMedia {
  if (Object.keys(map).length === 0) return media;
  return byTool(
    annotationsOf(media).map((annotation) =>
      annotation.tool === 'keypoint' || annotation.tool === 'relation'
        ? annotation
        : { ...annotation, classification: mapClass(annotation.classification, map) },
    ),
  );
}

/** What has one of the classes, or none; groups lose the members that are left out. */
export function keepClasses(media: DmMedia, classes: readonly string[], audit: ItemAudit): DmMedia {
  const gone = new Set<string>();
  const kept = annotationsOf(media).filter((annotation) => {
    const { tool, classification, id } = annotation;
    if (tool === 'keypoint' || tool === 'relation' || classification === '' || classes.includes(classification)) return true;
    audit.skip('CLASS_NOT_LISTED', annotation, classification);
    gone.add(id);
    return false;
  });
  return byTool(
    kept.map((annotation) =>
      annotation.tool === 'group'
        ? { ...annotation, data: (annotation.data as readonly string[]).filter((id) => !gone.has(id)) }
        : annotation,
    ),
  );
}
