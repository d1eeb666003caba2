/** Entry `actionsmith/converters`: datasets from one format into another, an item or a folder at a time. Guide: Module Reference. */
export { getConverter, type ConverterOf } from './get-converter.ts';
export { type ConvertedItem, Converter, type ConverterOptions, FromDMConverter, ToDMConverter } from './converter.ts';
export { Conversion, type ConversionProgress, type ConversionReport, type ConvertFolderOptions } from './conversion.ts';
export { ConversionError } from './conversion-error.ts';
export { DATASET_FORMATS, type DatasetFormat, type DmFormat, readFormat, type SourceFormat } from './formats.ts';
export { guessFormat } from './guess-format.ts';
export type { ItemOf } from './convert-item.ts';
export type { ImageInfo, Split, YoloTask } from './dataset-item.ts';
export type { AnnotationCounts, AuditEntry } from './audit.ts';
export { AUDIT_REASONS, type AuditReason } from './audit-reasons.ts';
export type { CocoAnnotation, CocoCategory, CocoImage, CocoItem, CocoMask } from './coco/model.ts';
export type { DmV1 } from './dm/write-v1.ts';
export type { DmV2, DmV2Annotation } from './dm/write-v2.ts';
export type { ImageFolderItem } from './imagefolder/choose-class.ts';
