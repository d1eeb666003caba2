import { isDm, type DatasetFormat, type SourceFormat } from './formats.ts';
import type { DatasetSchema } from './dataset-item.ts';
import { openCocoReader } from './coco/open-reader.ts';
import { openCocoWriter } from './coco/open-writer.ts';
import { openDmReader } from './dm/open-reader.ts';
import { openDmWriter } from './dm/open-writer.ts';
import type { DatasetReader, ReaderOptions } from './folder/dataset-reader.ts';
import type { DatasetWriter } from './folder/dataset-writer.ts';
import { openImageFolderWriter } from './imagefolder/open-writer.ts';
import { openPascalReader } from './pascal/open-reader.ts';
import { openPascalWriter } from './pascal/open-writer.ts';
import { openYoloReader } from './yolo/open-reader.ts';
import { openYoloWriter } from './yolo/open-writer.ts';

/** Throws ConversionError for a folder that is no dataset of the format. */
export function openReader(
  root: string,
  format: SourceFormat,
  options: ReaderOptions & { readonly classes?: readonly string[] | undefined },
): Promise<DatasetReader> {
  if (isDm(format)) return openDmReader(root, format, options);
  if (format === 'yolo') return openYoloReader(root, options);
  return format === 'coco' ? openCocoReader(root, options) : openPascalReader(root, options);
}

/** Into an empty folder. */
export function openWriter(root: string, format: DatasetFormat, schema: DatasetSchema): DatasetWriter {
  if (isDm(format)) return openDmWriter(root, format, schema);
  switch (format) {
    case 'yolo':
      return openYoloWriter(root, schema);
    case 'coco':
      return openCocoWriter(root, schema);
    case 'pascal':
      return openPascalWriter(root, schema);
    case 'imagefolder':
      return openImageFolderWriter(root, schema);
  }
}
