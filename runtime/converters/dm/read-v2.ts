import type { ItemAudit } from '../audit.ts';
import { annotationId } from './annotation-id.ts';
import { annotationsOf, byTool, type DmAnnotation, type DmMedia, IMAGE_TOOLS, OTHER_TOOLS } from './model.ts';
import { isObject, readAttributes, readVisibility, whatIsWrong } from './read-annotation.ts';

/** The other media that a file of dm may describe. */
export const OTHER_MEDIA = ['videos', 'pcds', 'texts', 'audios', 'prompts', 'datas'] as const;

export interface DmDocument {
  readonly media: DmMedia;
  readonly declared?: Readonly<Record<string, readonly string[]>>;
}

/** What a file of dm_v2 says about its image; a sentence where it is none. Annotations that make no sense are skipped. */
export function readDmV2(value: unknown, audit: ItemAudit): DmDocument | string {
  const document = isObject(value) && isObject(value['annotation_data']) ? value['annotation_data'] : value;
  if (!isObject(document)) return 'it is no object';
  if (!Array.isArray(document['images']))
    return isObject(document['annotations']) ? 'it is dm_v1: there is `annotations`, and no `images`' : 'there is no list `images`';
  const [first = {}, ...others] = document['images'] as unknown[];
  if (!isObject(first)) return 'images[0] is no object';
  countOthers([...others, ...OTHER_MEDIA.flatMap((name) => (Array.isArray(document[name]) ? (document[name] as unknown[]) : []))], audit);
  const media = byTool(Object.entries(first).flatMap(([tool, entries]) => readTool(tool, entries, audit)));
  return { media: withGroups(media, first, audit), declared: readDeclared(document['classification']) };
}

function readTool(tool: string, entries: unknown, audit: ItemAudit): DmAnnotation[] {
  if (!Array.isArray(entries)) return [];
  audit.found(entries.length);
  return entries.flatMap((entry: unknown, at) => {
    const found = readEntry(tool, entry, at, audit.file);
    if (typeof found !== 'string') return [found];
    const id = isObject(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined;
    if (isKnown(tool)) audit.skip('ANNOTATION_UNREADABLE', { tool, id }, `${tool}[${at}]: ${found}`);
    else audit.skip('UNKNOWN_TOOL', { tool, id });
    return [];
  });
}

function readEntry(tool: string, entry: unknown, at: number, file: string): DmAnnotation | string {
  if (!isKnown(tool)) return 'there is no such tool';
  if (!isObject(entry)) return 'it is no object';
  const { id, classification, attrs, data, encoding, visibility } = entry;
  const wrong = whatIsWrong(tool, data, encoding);
  if (wrong !== undefined) return wrong;
  const seen = tool === 'keypoint' ? readVisibility(visibility) : undefined;
  return {
    id: typeof id === 'string' && id !== '' ? id : annotationId(file, tool, at),
    tool,
    classification: typeof classification === 'string' ? classification : '',
    attrs: readAttributes(attrs),
    data,
    ...(seen !== undefined && { visibility: seen }),
    ...(tool === 'segmentation' && { encoding: encoding as 'raw_indices' | 'dm_rle' }),
  };
}

function isKnown(tool: string): boolean {
  return ([...IMAGE_TOOLS, ...OTHER_TOOLS] as string[]).includes(tool);
}

/** Keypoints may name their group with no list of groups beside them. */
function withGroups(media: DmMedia, raw: Readonly<Record<string, unknown>>, audit: ItemAudit): DmMedia {
  const known = new Set((media['group'] ?? []).map(({ id }) => id));
  const members = new Map<string, string[]>();
  const ids = new Set(annotationsOf(media).map(({ id }) => id));
  for (const entry of Object.values(raw).flatMap((entries) => (Array.isArray(entries) ? (entries as unknown[]) : []))) {
    if (!isObject(entry) || typeof entry['group_id'] !== 'string' || typeof entry['id'] !== 'string') continue;
    if (known.has(entry['group_id']) || !ids.has(entry['id'])) continue;
    members.set(entry['group_id'], [...(members.get(entry['group_id']) ?? []), entry['id']]);
  }
  if (members.size === 0) return media;
  audit.found(members.size);
  const groups = [...members].map(([id, data]) => ({ id, tool: 'group', classification: '', attrs: [], data }));
  return { ...media, group: [...(media['group'] ?? []), ...groups] };
}

/** Annotations of media that are not converted. */
function countOthers(others: readonly unknown[], audit: ItemAudit): void {
  for (const media of others) {
    if (!isObject(media)) continue;
    for (const [tool, entries] of Object.entries(media)) {
      if (!Array.isArray(entries)) continue;
      audit.found(entries.length);
      for (const entry of entries as unknown[])
        audit.skip('MEDIA_NOT_HELD', { tool, id: isObject(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined });
    }
  }
}

function readDeclared(classification: unknown): Record<string, readonly string[]> {
  if (!isObject(classification)) return {};
  return Object.fromEntries(
    Object.entries(classification).flatMap(([tool, names]) =>
      Array.isArray(names) ? [[tool, names.filter((name): name is string => typeof name === 'string')]] : [],
    ),
  );
}
