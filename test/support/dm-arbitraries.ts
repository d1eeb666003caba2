import * as fc from 'fast-check';
import type { DmMedia, DmAnnotation } from '../../runtime/converters/dm/model.ts';

/** What a target can hold of an image of 640 x 480 pixels. */
export interface Held {
  readonly tools: readonly (
    | 'bounding_box'
    | 'polygon'
    | 'segmentation'
    | 'person'
    | 'parts'
    | 'polyline'
    | 'classification'
    | 'relation'
  )[];
  readonly attributes: 'any' | 'scalars' | 'none';
  /** Whole pixels, thousandths, or any number; within the image where `inside`. */
  readonly numbers: 'whole' | 'thousandths' | 'any';
  readonly inside: boolean;
}

export const IMAGE = { fileName: 'a.jpg', width: 640, height: 480 } as const;
export const CLASSES = ['cat', 'dog', 'a "quoted" <name> & more', 'зебра'] as const;
export const KEYPOINTS = ['nose', 'left_eye', 'right_eye', 'tail'] as const;

/** An image's annotations, every one of a kind that a target can hold. */
export function heldMedia({ tools, attributes, numbers, inside }: Held): fc.Arbitrary<DmMedia> {
  const [marginX, marginY] = inside ? [0, 0] : [200, 200];
  const number = (least: number, most: number): fc.Arbitrary<number> => {
    if (numbers === 'whole') return fc.integer({ min: least, max: most });
    if (numbers === 'thousandths') return fc.integer({ min: least * 1000, max: most * 1000 }).map((value) => value / 1000);
    return fc.double({ min: least, max: most, noNaN: true }).map((value) => value + 0);
  };
  const point = fc.tuple(number(-marginX, IMAGE.width + marginX), number(-marginY, IMAGE.height + marginY));
  const box = fc
    .tuple(number(-marginX, IMAGE.width - 20), number(-marginY, IMAGE.height - 20), number(2, 20), number(2, 20))
    .map((each) => [...each]);
  const polygon = fc.array(
    point.map((each) => [...each]),
    { minLength: 3, maxLength: 8 },
  );
  const name = fc.constantFrom(...CLASSES);
  const attrs = fc.uniqueArray(attribute(attributes), { maxLength: attributes === 'none' ? 0 : 3, selector: (each) => each.name });
  const lone = (tool: string, data: fc.Arbitrary<unknown>): fc.Arbitrary<Draft[]> =>
    fc.record({ classification: name, attrs, data }).map((each) => [{ tool, ...each }]);
  const mask = fc.uniqueArray(fc.nat({ max: 639 * 479 }), { minLength: 1, maxLength: 20 }).map((pixels) => {
    const starts = pixels.toSorted((left, right) => left - right);
    return starts
      .map((start, at) => [start, Math.max(1, Math.min(900, (starts[at + 1] ?? start + 900) - start - 1))])
      .filter(([start, length], at) => starts[at + 1] === undefined || start! + length! < starts[at + 1]!);
  });
  const person = fc
    .record({
      classification: name,
      attrs,
      data: box,
      keypoints: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...KEYPOINTS),
          data: fc.tuple(number(1, IMAGE.width), number(1, IMAGE.height)),
          visibility: fc.constantFrom(0 as const, 1 as const, 2 as const),
        }),
        { minLength: 1, selector: (each) => each.name },
      ),
    })
    .map(({ classification, attrs, data, keypoints }): Draft[] => [
      { tool: 'bounding_box', classification, attrs, data },
      ...keypoints.map((each): Draft => ({
        tool: 'keypoint',
        classification: each.name,
        attrs: [],
        data: [...each.data],
        visibility: each.visibility,
      })),
      { tool: 'group', classification, attrs: [], data: 'all before' },
    ]);
  const parts = fc
    .record({ classification: name, attrs, polygons: fc.array(polygon, { minLength: 2, maxLength: 3 }) })
    .map(({ classification, attrs, polygons }): Draft[] => [
      ...polygons.map((data, at): Draft => ({ tool: 'polygon', classification, attrs: at === 0 ? attrs : [], data })),
      { tool: 'group', classification, attrs: [], data: 'all before' },
    ]);
  const kinds: Record<Held['tools'][number], fc.Arbitrary<Draft[]>> = {
    bounding_box: lone('bounding_box', box),
    polygon: lone('polygon', polygon),
    polyline: lone('polyline', polygon),
    segmentation: mask
      .filter((runs) => runs.length > 0)
      .chain((data) =>
        fc.record({ classification: name, attrs }).map((each): Draft[] => [{ tool: 'segmentation', ...each, data, encoding: 'dm_rle' }]),
      ),
    classification: lone('classification', fc.constant({})),
    relation: lone('relation', fc.constant(['a', 'b'])),
    person,
    parts,
  };
  return fc.array(fc.oneof(...tools.map((tool) => kinds[tool])), { maxLength: 6 }).map(number_);
}

type Draft = Omit<DmAnnotation, 'id'>;

function number_(objects: readonly Draft[][]): DmMedia {
  const media: Record<string, DmAnnotation[]> = {};
  for (const [index, object] of objects.entries()) {
    const ids = object.map((_, at) => `id-${index}-${at}`);
    for (const [at, draft] of object.entries()) {
      const data = draft.data === 'all before' ? ids.slice(0, at) : draft.data;
      (media[draft.tool] ??= []).push({ ...draft, id: ids[at]!, data });
    }
  }
  return media;
}

function attribute(kind: Held['attributes']): fc.Arbitrary<{ readonly name: string; readonly value: unknown }> {
  const name = fc
    .stringMatching(/^[a-z][a-z ]{0,8}[a-z]$/)
    .filter((each) => !['class', 'visibility', 'rotation', 'iscrowd', 'pose'].includes(each));
  const scalar = fc.oneof(
    fc.boolean(),
    fc.integer(),
    fc.stringMatching(/^[a-z<>&"'é漢]{1,10}$/).filter((text) => text !== 'true' && text !== 'false'),
  );
  return fc.record({ name, value: kind === 'scalars' ? scalar : fc.oneof(scalar, fc.jsonValue({ maxDepth: 2 })) });
}

/** Without ids, and whatever else a format may choose: annotations as texts that are equal where these say the same. */
export function sayMedia(media: DmMedia): string[] {
  const all = Object.values(media).flat();
  const texts = new Map(all.map((each) => [each.id, say(each)]));
  return all
    .map((each) =>
      each.tool === 'group'
        ? `group ${JSON.stringify([each.classification, (each.data as readonly string[]).map((id) => texts.get(id)).toSorted()])}`
        : say(each),
    )
    .toSorted();
}

function say({ tool, classification, attrs, data, visibility, encoding }: DmAnnotation): string {
  const sorted = attrs.map(({ name, value }) => [name, value] as const).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `${tool} ${JSON.stringify([classification, sorted, tool === 'group' ? undefined : data, tool === 'keypoint' ? (visibility ?? 2) : undefined, encoding])}`;
}
