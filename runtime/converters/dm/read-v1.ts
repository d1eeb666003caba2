import type { ItemAudit } from '../audit.ts';
import { annotationId } from './annotation-id.ts';
import { byTool, type DmAnnotation, type DmAttribute, IMAGE_TOOLS, OTHER_TOOLS } from './model.ts';
import { isObject, readVisibility, whatIsWrong } from './read-annotation.ts';
import type { DmDocument } from './read-v2.ts';

type Raw = Readonly<Record<string, unknown>>;

/** What a file of dm_v1 says about its first image; a sentence where it is none. Annotations that make no sense are skipped. */
export function readDmV1(value: unknown, audit: ItemAudit): DmDocument | string {
  if (!isObject(value)) return 'it is no object';
  const { annotations, annotationsData, annotationGroups } = value;
  if (!isObject(annotations)) return Array.isArray(value['images']) ? 'it is dm_v2: there is `images`' : 'there is no object `annotations`';
  const [first, ...others] = Object.keys(annotations).toSorted((left, right) => numberOf(left) - numberOf(right));
  for (const media of others) skipMedia(listOf(annotations[media]), audit);
  if (first === undefined) return { media: {} };
  if (!first.startsWith('image')) {
    skipMedia(listOf(annotations[first]), audit);
    return { media: {} };
  }
  const data = new Map(listOf(isObject(annotationsData) ? annotationsData[first] : []).map((entry) => [entry['id'], entry]));
  const raw = listOf(annotations[first]);
  const groups = listOf(isObject(annotationGroups) ? annotationGroups[first] : []);
  audit.found(raw.length + groups.length);
  const read = raw.flatMap((entry, at) => keep(readEntry(entry, data.get(entry['id']), at, audit.file), entry, audit));
  return {
    media: byTool([...read, ...groups.flatMap((entry, at) => keep(readGroup(entry, at, audit.file), { tool: 'group', ...entry }, audit))]),
  };
}

function keep(found: DmAnnotation | string, { id, tool }: Raw, audit: ItemAudit): DmAnnotation[] {
  if (typeof found !== 'string') return [found];
  const subject = { ...(typeof id === 'string' && { id }), ...(typeof tool === 'string' && { tool }) };
  const known = ([...IMAGE_TOOLS, ...OTHER_TOOLS] as unknown[]).includes(tool);
  audit.skip(known ? 'ANNOTATION_UNREADABLE' : 'UNKNOWN_TOOL', subject, found);
  return [];
}

function readEntry(entry: Raw, from: Raw | undefined, at: number, file: string): DmAnnotation | string {
  const { id, tool } = entry;
  if (typeof tool !== 'string') return 'it names no tool';
  if (!([...IMAGE_TOOLS, ...OTHER_TOOLS] as string[]).includes(tool)) return `there is no tool ${JSON.stringify(tool)}`;
  const { data, encoding } = dataOf(tool, from ?? {});
  const wrong = whatIsWrong(tool, data, encoding);
  if (wrong !== undefined)
    return from === undefined ? 'annotationsData has no entry for it' : wrong.replace(/^data/, 'its entry in annotationsData');
  const { classification, attrs } = readClassification(entry['classification']);
  const coordinate = from?.['coordinate'];
  const rotation =
    tool === 'bounding_box' && isObject(coordinate) && 'rotation' in coordinate
      ? [{ name: 'rotation', value: coordinate['rotation'] }]
      : [];
  const visibility = tool === 'keypoint' ? readVisibility(attrs.find(({ name }) => name === 'visibility')?.value) : undefined;
  return {
    id: typeof id === 'string' && id !== '' ? id : annotationId(file, tool, at),
    tool,
    classification,
    attrs: [...rotation, ...(visibility === undefined ? attrs : attrs.filter(({ name }) => name !== 'visibility'))],
    data,
    ...(visibility !== undefined && { visibility }),
    ...(tool === 'segmentation' && { encoding: encoding! }),
  };
}

function dataOf(tool: string, from: Raw): { readonly data: unknown; readonly encoding?: 'raw_indices' | 'dm_rle' } {
  const { coordinate } = from;
  switch (tool) {
    case 'bounding_box':
      return { data: isObject(coordinate) ? [coordinate['x'], coordinate['y'], coordinate['width'], coordinate['height']] : coordinate };
    case 'polygon':
    case 'polyline':
      return { data: listOf(coordinate).map(({ x, y }) => [x, y]) };
    case 'keypoint':
      return { data: isObject(coordinate) ? [coordinate['x'], coordinate['y']] : coordinate };
    case 'segmentation':
      return { data: from['pixel_indices'], encoding: from['isCompressed'] === true ? 'dm_rle' : 'raw_indices' };
    case 'relation':
      return { data: [from['annotationId'], from['targetAnnotationId']] };
    case 'classification':
      return { data: {} };
    default:
      return { data: coordinate };
  }
}

function readGroup({ id, annotationIds, classification }: Raw, at: number, file: string): DmAnnotation | string {
  const wrong = whatIsWrong('group', annotationIds, undefined);
  if (wrong !== undefined) return wrong.replace(/^data/, 'annotationIds');
  return {
    id: typeof id === 'string' && id !== '' ? id : annotationId(file, 'group', at),
    tool: 'group',
    ...readClassification(classification),
    data: annotationIds,
  };
}

/** `class` and, beside it, the attributes. */
function readClassification(value: unknown): { readonly classification: string; readonly attrs: DmAttribute[] } {
  if (!isObject(value)) return { classification: '', attrs: [] };
  const attrs = Object.entries(value).flatMap(([name, value]) => (name === 'class' ? [] : [{ name, value }]));
  return { classification: typeof value['class'] === 'string' ? value['class'] : '', attrs };
}

function skipMedia(entries: readonly Raw[], audit: ItemAudit): void {
  audit.found(entries.length);
  for (const { id, tool } of entries)
    audit.skip('MEDIA_NOT_HELD', { ...(typeof id === 'string' && { id }), ...(typeof tool === 'string' && { tool }) });
}

function listOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter((entry) => isObject(entry)) : [];
}

/** `image_2` → 2: before `image_10`. */
function numberOf(media: string): number {
  return Number(/\d+$/.exec(media)?.[0] ?? 0) + (media.startsWith('image') ? 0 : 1e9);
}
