import type { DatasetSchema, PascalOrigin, YoloTask } from './dataset-item.ts';
import { annotationsOf, type DmMedia } from './dm/model.ts';
import type { DeclaredSchema } from './folder/dataset-reader.ts';
import { collectObjects } from './shapes/objects.ts';
import { isPersonKeypoints, PERSON_KEYPOINTS } from './shapes/person-keypoints.ts';

export interface SchemaOptions {
  /** The classes in the order of their numbers; annotations of others are left out. By default all that there are. */
  readonly classes?: readonly string[] | undefined;
  /** The names of a class's keypoints, in their order; by default those that there are. */
  readonly keypoints?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What yolo's label files hold; by default poses where there are keypoints of objects, else outlines where there are some, else boxes. */
  readonly task?: YoloTask | undefined;
  /** How files of Pascal VOC number pixels, those that are read and those that are written; by default from 0. */
  readonly pascalOrigin?: PascalOrigin | undefined;
}

/** What the items of a dataset have in common, gathered item by item. */
export class Survey {
  readonly #classes = new Set<string>();
  readonly #keypoints = new Map<string, Set<string>>();
  #declared: Readonly<Record<string, readonly string[]>> | undefined;
  #isDeclared = true;
  #outlines = false;

  add(media: DmMedia, declared: Readonly<Record<string, readonly string[]>> = {}): void {
    if (this.#declared !== undefined && JSON.stringify(this.#declared) !== JSON.stringify(declared)) this.#isDeclared = false;
    this.#declared ??= declared;
    for (const [tool, names] of Object.entries(declared)) if (tool !== 'keypoint') for (const name of names) this.#classes.add(name);
    for (const { tool, classification } of annotationsOf(media))
      if (HAVE_CLASSES.has(tool) && classification !== '') this.#classes.add(classification);
    this.#outlines ||= 'polygon' in media || 'segmentation' in media;
    if (!('keypoint' in media)) return;
    for (const { classification, keypoints } of collectObjects(media).objects) {
      if (keypoints.length === 0) continue;
      this.#classes.add(classification);
      const names = this.#keypoints.get(classification) ?? new Set();
      for (const keypoint of keypoints) names.add(keypoint.classification);
      this.#keypoints.set(classification, names);
    }
  }

  /** Classes in the order that all items declare, else by their names; keypoints in that order, a person's in the usual one, else as they first come. */
  result(): DeclaredSchema {
    const declared = this.#isDeclared ? (this.#declared ?? {}) : {};
    const order = [...new Set(Object.entries(declared).flatMap(([tool, names]) => (tool === 'keypoint' ? [] : names)))];
    const others = [...this.#classes].filter((name) => name !== '' && !order.includes(name)).sort();
    const keypoints = new Map(
      [...this.#keypoints].map(([name, found]): [string, readonly string[]] => {
        const known = (declared['keypoint'] ?? []).filter((keypoint) => found.has(keypoint) || this.#keypoints.size === 1);
        if (known.length > 0) return [name, [...new Set([...known, ...found])]];
        return [name, isPersonKeypoints(found) ? PERSON_KEYPOINTS : [...found]];
      }),
    );
    return { classes: [...order, ...others], keypoints, shapes: { outlines: this.#outlines, keypoints: keypoints.size > 0 } };
  }
}

const HAVE_CLASSES: ReadonlySet<string> = new Set(['bounding_box', 'polygon', 'segmentation', 'classification', 'polyline']);

/** What a target is written by: what the source declares or its items have, as far as it was not asked for otherwise. */
export function schemaOf(declared: DeclaredSchema, { classes, keypoints, task, pascalOrigin }: SchemaOptions): DatasetSchema {
  const { shapes, keypointDimensions } = declared;
  const asked = keypoints === undefined ? declared.keypoints : new Map(Object.entries(keypoints));
  const named = new Map([...asked].filter(([name]) => classes === undefined || classes.includes(name)));
  return {
    classes: classes ?? declared.classes,
    keypoints: named,
    task: task ?? (shapes.keypoints && named.size > 0 ? 'pose' : shapes.outlines ? 'segment' : 'detect'),
    ...(keypointDimensions !== undefined && { keypointDimensions }),
    pascalOrigin,
  };
}
