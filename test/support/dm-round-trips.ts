import { getConverter } from '../../runtime/converters/get-converter.ts';
import { ItemAudit } from '../../runtime/converters/audit.ts';
import type { ItemOf } from '../../runtime/converters/convert-item.ts';
import { readDmV1 } from '../../runtime/converters/dm/read-v1.ts';
import { readDmV2 } from '../../runtime/converters/dm/read-v2.ts';
import { writeDmV1 } from '../../runtime/converters/dm/write-v1.ts';
import { writeDmV2 } from '../../runtime/converters/dm/write-v2.ts';
import type { DmMedia } from '../../runtime/converters/dm/model.ts';
import type { ConverterOptions } from '../../runtime/converters/converter.ts';
import type { DatasetFormat, DmFormat, SourceFormat } from '../../runtime/converters/formats.ts';
import { CLASSES, type Held, IMAGE, KEYPOINTS } from './dm-arbitraries.ts';

export interface RoundTrip {
  readonly through: Exclude<SourceFormat, DmFormat>;
  readonly dm: DmFormat;
  readonly held: Held;
  readonly options: ConverterOptions;
  readonly name: string;
}

const keypoints = Object.fromEntries(CLASSES.map((name) => [name, KEYPOINTS]));

const PASCAL: Held = { tools: ['bounding_box'], attributes: 'scalars', numbers: 'whole', inside: false };

/** What each format can hold, for both versions of dm. */
export const ROUND_TRIPS: readonly RoundTrip[] = (['dm_v1', 'dm_v2'] as const).flatMap((dm): RoundTrip[] => [
  trip(dm, 'yolo', 'detect', { tools: ['bounding_box'], attributes: 'none', numbers: 'thousandths', inside: true }),
  trip(dm, 'yolo', 'segment', { tools: ['polygon'], attributes: 'none', numbers: 'thousandths', inside: true }),
  trip(dm, 'yolo', 'pose', { tools: ['bounding_box', 'person'], attributes: 'none', numbers: 'thousandths', inside: true }),
  trip(dm, 'coco', undefined, {
    tools: ['bounding_box', 'polygon', 'segmentation', 'person', 'parts'],
    attributes: 'any',
    numbers: 'any',
    inside: false,
  }),
  trip(dm, 'pascal', undefined, PASCAL),
  trip(dm, 'pascal', undefined, PASCAL, 1),
]);

function trip(dm: DmFormat, through: RoundTrip['through'], task: ConverterOptions['task'], held: Held, pascalOrigin?: 1): RoundTrip {
  const way = [through, task, pascalOrigin && 'from 1'].filter(Boolean).join(' ');
  return {
    dm,
    through,
    held,
    options: { classes: CLASSES, keypoints, task, pascalOrigin },
    name: `${dm} -> ${way} -> ${dm}`,
  };
}

/** The annotations that come back, and what the audits of both ways say. */
export function goThrough(
  { dm, through, options }: RoundTrip,
  media: DmMedia,
): { readonly back: DmMedia; readonly audit: readonly unknown[] } {
  const there = getConverter(dm, through, options).convertItem(writeItem(dm, media) as never, IMAGE);
  const back = getConverter(through, dm, options).convertItem(there.item as never, IMAGE);
  return { back: readItem(dm, back.item), audit: [...there.audit, ...back.audit] };
}

/** The annotations as a file of dm. */
export function writeItem(dm: DmFormat, media: DmMedia): ItemOf[DmFormat] {
  const schema = { classes: CLASSES, keypoints: new Map(Object.entries(keypoints)), task: 'detect' } as const;
  return dm === 'dm_v1' ? writeDmV1(media, IMAGE, new ItemAudit('a')) : writeDmV2(media, schema);
}

export function readItem(dm: DatasetFormat, item: unknown): DmMedia {
  const read = dm === 'dm_v1' ? readDmV1(item, new ItemAudit('a')) : readDmV2(item, new ItemAudit('a'));
  if (typeof read === 'string') throw new Error(read);
  return read.media;
}
