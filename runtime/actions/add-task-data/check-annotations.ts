import { ItemAudit } from '../../converters/audit.ts';
import { IMAGE_TOOLS, OTHER_TOOLS } from '../../converters/dm/model.ts';
import { isObject } from '../../converters/dm/read-annotation.ts';
import { readDmV1 } from '../../converters/dm/read-v1.ts';
import { OTHER_MEDIA, readDmV2 } from '../../converters/dm/read-v2.ts';
import { suggest } from '../../validation/suggest.ts';

/** What the annotation tool could not show of a task's data: a sentence with the place, else undefined. */
export function whatIsWrongWith(data: unknown): string | undefined {
  if (!isObject(data)) return 'data is no object of annotations';
  const content = isObject(data['annotation_data']) ? data['annotation_data'] : data;
  if (isObject(content['annotations'])) return firstProblem(readDmV1, content);
  const { images } = content;
  if (Array.isArray(images)) {
    for (const [at, image] of (images as unknown[]).entries()) {
      const wrong = firstProblem(readDmV2, { ...content, images: [image] });
      if (wrong !== undefined) return images.length === 1 ? wrong : `images[${at}]: ${wrong}`;
    }
    return undefined;
  }
  const isOther = OTHER_MEDIA.some((name) => Array.isArray(content[name]));
  return isOther ? undefined : 'data has neither `images`, as dm_v2 has, nor `annotations`, as dm_v1 has';
}

function firstProblem(read: typeof readDmV2, content: unknown): string | undefined {
  const audit = new ItemAudit('');
  const document = read(content, audit);
  if (typeof document === 'string') return document;
  for (const { reason, tool = '', annotation, detail } of audit.entries) {
    if (reason === 'UNKNOWN_TOOL') return unknownTool(tool, detail);
    if (reason === 'ANNOTATION_UNREADABLE') return detail?.startsWith(tool) === true ? detail : `${tool} ${annotation ?? ''}: ${detail}`;
  }
  return undefined;
}

function unknownTool(tool: string, detail: string | undefined): string {
  const near = suggest(tool, [...IMAGE_TOOLS, ...OTHER_TOOLS]);
  const help = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
  return tool === '' && detail !== undefined ? detail : `there is no annotation tool ${JSON.stringify(tool)}${help}`;
}
