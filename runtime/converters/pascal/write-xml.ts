import type { ItemAudit } from '../audit.ts';
import type { DatasetSchema, ImageInfo, PascalOrigin } from '../dataset-item.ts';
import type { Box, DmAnnotation, DmMedia } from '../dm/model.ts';
import { classIndex, leaveOut } from '../shapes/leave-out.ts';
import { collectObjects, type PicturedObject } from '../shapes/objects.ts';
import { uprightBox } from '../shapes/upright-box.ts';
import { isFlag, textOfAttribute } from './attribute-text.ts';
import { escapeXml, isXmlText } from './escape-xml.ts';

/** The file of an image, as Pascal VOC has it: a box an object, in whole pixels from 0. Other attributes than VOC's own stand in `attributes`. */
export function writePascalXml(
  media: DmMedia,
  image: ImageInfo & { readonly folder?: string },
  schema: DatasetSchema,
  audit: ItemAudit,
): string {
  const { objects, left } = collectObjects(media);
  leaveOut(left, audit);
  const written = objects.flatMap((object) => {
    if (classIndex(object, schema, audit) === undefined) return [];
    if (object.group !== undefined) audit.skip('GROUP_NOT_HELD', object.group);
    for (const keypoint of object.keypoints) audit.skip('TOOL_NOT_HELD', keypoint);
    const hasShape = object.box !== undefined || object.polygons.length > 0 || object.mask !== undefined;
    const box = hasShape ? uprightBox(object, image, audit) : undefined;
    return box === undefined ? [] : [writeObject(object, box, schema.pascalOrigin ?? 0, audit)];
  });
  return `<annotation>
  <folder>${escapeXml(image.folder ?? 'JPEGImages')}</folder>
  <filename>${escapeXml(image.fileName)}</filename>
  <size>
    <width>${image.width}</width>
    <height>${image.height}</height>
    <depth>3</depth>
  </size>
  <segmented>0</segmented>
${written.join('')}</annotation>
`;
}

function writeObject(object: PicturedObject, box: Box, origin: PascalOrigin, audit: ItemAudit): string {
  const subject = object.box ?? object.polygons[0] ?? object.mask!;
  const { classification } = object;
  if (!isXmlText(classification)) audit.lose('CLASS_RENAMED', subject, JSON.stringify(classification));
  const { flags, others } = attributesOf(subject, audit);
  return `  <object>
    <name>${escapeXml(classification)}</name>
    <pose>${escapeXml(flags.get('pose') ?? 'Unspecified')}</pose>
    <truncated>${flags.get('truncated') ?? 0}</truncated>
    <occluded>${flags.get('occluded') ?? 0}</occluded>
    <difficult>${flags.get('difficult') ?? 0}</difficult>
${boundsXml(box, subject, origin, audit)}${attributesXml(others)}  </object>
`;
}

function boundsXml([x, y, width, height]: Box, subject: DmAnnotation, origin: PascalOrigin, audit: ItemAudit): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(Math.round) as [number, number, number, number];
  const [farRight, farBottom] = [Math.max(right, left + 1), Math.max(bottom, top + 1)]; // an empty box is refused by readers
  if (left !== x || top !== y || farRight !== x + width || farBottom !== y + height) audit.lose('ROUNDED', subject);
  return `    <bndbox>
      <xmin>${left + origin}</xmin>
      <ymin>${top + origin}</ymin>
      <xmax>${farRight}</xmax>
      <ymax>${farBottom}</ymax>
    </bndbox>
`;
}

function attributesOf(
  subject: DmAnnotation,
  audit: ItemAudit,
): { readonly flags: Map<string, string>; readonly others: readonly (readonly [string, string])[] } {
  const flags = new Map<string, string>();
  const others: [string, string][] = [];
  for (const { name, value } of subject.attrs) {
    if (name === 'rotation') continue; // it is in the box, or the audit says that it is not
    const { text, isExact } = textOfAttribute(value);
    if (!isExact || !isXmlText(name)) audit.lose('ATTRIBUTE_CHANGED', subject, name);
    if (isFlag(name, value) && !flags.has(name)) flags.set(name, text);
    else others.push([name, text]);
  }
  return { flags, others };
}

function attributesXml(others: readonly (readonly [string, string])[]): string {
  if (others.length === 0) return '';
  const each = others.map(
    ([name, text]) => `      <attribute>
        <name>${escapeXml(name)}</name>
        <value>${escapeXml(text)}</value>
      </attribute>
`,
  );
  return `    <attributes>\n${each.join('')}    </attributes>\n`;
}
