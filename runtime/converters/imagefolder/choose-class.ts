import type { ItemAudit } from '../audit.ts';
import type { DatasetSchema } from '../dataset-item.ts';
import { annotationsOf, type DmMedia } from '../dm/model.ts';

/** An image of an imagefolder: its one class. */
export interface ImageFolderItem {
  readonly class: string;
}

/** The class of an image: that of its first classification. Undefined where it has none; everything else of it is left out. */
export function chooseClass(media: DmMedia, { classes }: DatasetSchema, audit: ItemAudit): ImageFolderItem | undefined {
  let chosen: string | undefined;
  for (const annotation of annotationsOf(media)) {
    const { tool, classification, attrs } = annotation;
    if (tool !== 'classification') audit.skip('TOOL_NOT_HELD', annotation);
    else if (classification === '') audit.skip('CLASS_MISSING', annotation);
    else if (!classes.includes(classification)) audit.skip('CLASS_NOT_LISTED', annotation, classification);
    else if (chosen !== undefined) audit.skip('TOOL_NOT_HELD', annotation, `the image is already one of ${chosen}`);
    else {
      chosen = classification;
      if (attrs.length > 0) audit.lose('ATTRIBUTES_DROPPED', annotation, attrs.map(({ name }) => name).join(', '));
    }
  }
  return chosen === undefined ? undefined : { class: chosen };
}

/** A class as the name of a folder: what a path would take for a part of itself, or a system refuses, is escaped as in a URL. */
export function folderOfClass(name: string): string {
  const escaped = name.replaceAll(
    // oxlint-disable-next-line no-control-regex -- file systems refuse them
    /[%/\\:*?"<>|\u0000-\u001F]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return escaped.replace(/^\.+|[. ]+$/g, (part) => [...part].map((character) => (character === ' ' ? '%20' : '%2E')).join(''));
}
