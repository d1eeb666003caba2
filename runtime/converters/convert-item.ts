import { ItemAudit } from './audit.ts';
import { readCocoAnnotations } from './coco/read-annotations.ts';
import { writeCocoAnnotations, writeCocoCategories } from './coco/write-annotations.ts';
import type { CocoItem } from './coco/model.ts';
import { ConversionError } from './conversion-error.ts';
import type { DatasetSchema, ImageInfo } from './dataset-item.ts';
import { isObject } from './dm/read-annotation.ts';
import { readDmV1 } from './dm/read-v1.ts';
import { type DmDocument, readDmV2 } from './dm/read-v2.ts';
import { type DmV1, writeDmV1 } from './dm/write-v1.ts';
import { type DmV2, writeDmV2 } from './dm/write-v2.ts';
import type { DatasetFormat, SourceFormat } from './formats.ts';
import { chooseClass, type ImageFolderItem } from './imagefolder/choose-class.ts';
import { readPascalXml } from './pascal/read-xml.ts';
import { writePascalXml } from './pascal/write-xml.ts';
import { readYoloLabels } from './yolo/read-labels.ts';
import { writeYoloLabels } from './yolo/write-labels.ts';

/** What an item is, by its format: a parsed file of dm, the text of a label file, an image of coco with what belongs to it, the text of a file of Pascal VOC. */
export interface ItemOf {
  readonly dm_v1: DmV1;
  readonly dm_v2: DmV2;
  readonly yolo: string;
  readonly coco: CocoItem;
  readonly pascal: string;
  readonly imagefolder: ImageFolderItem | undefined;
}

/** An item's annotations. Throws ConversionError for what is no item of the format. */
export function decodeItem(format: SourceFormat, item: unknown, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): DmDocument {
  const read = decode(format, item, image, schema, audit);
  if (typeof read === 'string')
    throw new ConversionError(`${audit.file}: this is no item of ${format}: ${read}`, { code: 'ITEM_UNREADABLE' });
  return read;
}

function decode(format: SourceFormat, item: unknown, image: ImageInfo, schema: DatasetSchema, audit: ItemAudit): DmDocument | string {
  switch (format) {
    case 'dm_v1':
      return readDmV1(item, audit);
    case 'dm_v2':
      return readDmV2(item, audit);
    case 'yolo':
      return typeof item === 'string' ? { media: readYoloLabels(item, image, schema, audit) } : 'it is no text';
    case 'pascal':
      return typeof item === 'string' ? readPascalXml(item, schema.pascalOrigin ?? 0, audit) : 'it is no text';
    case 'coco': {
      if (!isObject(item) || !Array.isArray(item['annotations']) || !Array.isArray(item['categories']))
        return 'it has no lists `annotations` and `categories`';
      const { annotations, categories } = item as unknown as CocoItem;
      return { media: readCocoAnnotations(annotations, new Map(categories.map((category) => [category.id, category])), image, audit) };
    }
  }
}

/** The item in another format. */
export function encodeItem<Format extends DatasetFormat>(
  format: Format,
  { media }: DmDocument,
  image: ImageInfo,
  schema: DatasetSchema,
  audit: ItemAudit,
): ItemOf[Format] {
  const encoders: { readonly [Each in DatasetFormat]: () => ItemOf[Each] } = {
    dm_v1: () => writeDmV1(media, image, audit),
    dm_v2: () => writeDmV2(media, schema),
    yolo: () => writeYoloLabels(media, image, schema, audit),
    coco: () => ({
      image: { id: 1, file_name: image.fileName, width: image.width, height: image.height },
      annotations: writeCocoAnnotations(media, image, schema, audit).map((shape, at) => ({ id: at + 1, image_id: 1, ...shape })),
      categories: writeCocoCategories(schema),
    }),
    pascal: () => writePascalXml(media, image, schema, audit),
    imagefolder: () => chooseClass(media, schema, audit),
  };
  return encoders[format]();
}
