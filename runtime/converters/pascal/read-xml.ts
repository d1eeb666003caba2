import { parseXml, type XmlElement, XmlElement as Element } from '@rgrove/parse-xml';
import type { ItemAudit } from '../audit.ts';
import type { PascalOrigin } from '../dataset-item.ts';
import { messageOf } from '../../errors/message-of.ts';
import { annotationId } from '../dm/annotation-id.ts';
import { byTool, type DmAnnotation, type DmAttribute, type DmMedia } from '../dm/model.ts';
import { FLAGS, valueOfText } from './attribute-text.ts';

export interface PascalDocument {
  /** Empty where it names none. */
  readonly fileName: string;
  /** As it says; 0 where it does not. */
  readonly width: number;
  readonly height: number;
  readonly media: DmMedia;
}

/** A file of Pascal VOC; a sentence where it is none. Entities other than XML's own five are an error, and a document type is not looked at. */
export function readPascalXml(text: string, origin: PascalOrigin, audit: ItemAudit): PascalDocument | string {
  let root: XmlElement | null;
  try {
    root = parseXml(text.replace(/^\uFEFF/, '')).root;
  } catch (error) {
    return messageOf(error).split('\n')[0]!;
  }
  if (root?.name !== 'annotation') return `its root is <${root?.name ?? ''}>, not <annotation>`;
  const objects = childrenOf(root, 'object');
  audit.found(objects.length);
  const annotations = objects.flatMap((object, at) => {
    const read = readObject(object, annotationId(audit.file, at), origin);
    if (typeof read === 'string') {
      audit.skip('ANNOTATION_UNREADABLE', { tool: 'bounding_box' }, `object ${at + 1}: ${read}`);
      return [];
    }
    const others = object.children.flatMap((child) => (child instanceof Element && !KNOWN.has(child.name) ? [child.name] : []));
    if (others.length > 0) audit.lose('FIELDS_DROPPED', read, [...new Set(others)].join(', '));
    return [read];
  });
  const [size] = childrenOf(root, 'size');
  const numberOf = (name: string): number => Number((size && textOf(size, name)) ?? 0) || 0;
  return { fileName: textOf(root, 'filename') ?? '', width: numberOf('width'), height: numberOf('height'), media: byTool(annotations) };
}

const KNOWN: ReadonlySet<string> = new Set(['name', 'pose', 'bndbox', 'attributes', ...FLAGS]);

function readObject(object: XmlElement, id: string, origin: PascalOrigin): DmAnnotation | string {
  const [bounds] = childrenOf(object, 'bndbox');
  const edges = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => Number((bounds && textOf(bounds, name)) || Number.NaN));
  const [xmin, ymin, right, bottom] = edges as [number, number, number, number];
  const [left, top] = [xmin - origin, ymin - origin]; // from 1 on, the last pixel is in the box, so its number is where the box ends
  const classification = textOf(object, 'name');
  if (!classification) return 'it has no name';
  if (!edges.every((edge) => Number.isFinite(edge))) return 'it has no bndbox of four numbers';
  if (right < left || bottom < top) return 'its bndbox ends before it begins';
  return { id, tool: 'bounding_box', classification, attrs: readAttributes(object), data: [left, top, right - left, bottom - top] };
}

function readAttributes(object: XmlElement): DmAttribute[] {
  const pose = textOf(object, 'pose');
  const flags = FLAGS.filter((name) => textOf(object, name) === '1').map((name) => ({ name, value: 1 }));
  const others = childrenOf(object, 'attributes').flatMap((list) => childrenOf(list, 'attribute'));
  return [
    ...(pose === undefined || pose === '' || pose === 'Unspecified' ? [] : [{ name: 'pose', value: pose }]),
    ...flags,
    ...others.map((attribute) => ({ name: textOf(attribute, 'name') ?? '', value: valueOfText(textOf(attribute, 'value') ?? '') })),
  ];
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child): child is XmlElement => child instanceof Element && child.name === name);
}

function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text.trim();
}
