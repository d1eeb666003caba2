import { type AnnotationCounts, type AuditEntry, ItemAudit } from './audit.ts';
import { Conversion, type ConvertFolderOptions } from './conversion.ts';
import { ConversionError } from './conversion-error.ts';
import { decodeItem, encodeItem, type ItemOf } from './convert-item.ts';
import type { ImageInfo } from './dataset-item.ts';
import { type DatasetFormat, isDm, type SourceFormat } from './formats.ts';
import { mapDeclared } from './map-declared.ts';
import { type ClassMap, keepClasses, mapClass, mapClasses } from './map-classes.ts';
import { type SchemaOptions, schemaOf, Survey } from './survey.ts';

export interface ConverterOptions extends SchemaOptions {
  /** Classes that get another name: `{ lorry: 'truck' }`. */
  readonly classMap?: ClassMap | undefined;
  /** True where the dataset has to be in splits, false where folders called `train` and so on are no splits; by default what is there. */
  readonly categorized?: boolean | undefined;
}

export interface ConvertedItem<Format extends DatasetFormat> {
  readonly item: ItemOf[Format];
  readonly audit: readonly AuditEntry[];
  readonly annotations: AnnotationCounts;
}

/** Converts single items and whole folders from one format into another, and keeps an audit of what was lost. Guide: Module Reference. */
export class Converter<Source extends SourceFormat = SourceFormat, Target extends DatasetFormat = DatasetFormat> {
  readonly source: Source;
  readonly target: Target;
  readonly options: ConverterOptions;

  constructor(source: Source, target: Target, options: ConverterOptions = {}) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  /**
   * One item, with the name and the size of its image. yolo numbers its classes, so where it is the source, `classes` of the options has to name them. Throws
   * ConversionError for what is no item of the source.
   */
  convertItem(item: ItemOf[Source], image: ImageInfo): ConvertedItem<Target> {
    const { classMap = {}, classes, keypoints = {}, task = 'pose', pascalOrigin } = this.options;
    const audit = new ItemAudit(image.fileName);
    if (this.source === 'yolo' && classes === undefined)
      throw new ConversionError('labels of yolo number their classes: name these in the option `classes`', { code: 'CLASSES_MISSING' });
    const names = new Map(task === 'pose' ? Object.entries(keypoints) : []); // an outline may have as many numbers
    const read = decodeItem(this.source, item, image, { classes: classes ?? [], keypoints: names, task, pascalOrigin }, audit);
    const media = mapClasses(read.media, classMap);
    const survey = new Survey();
    survey.add(media, mapDeclared(read.declared, classMap));
    const schema = schemaOf(survey.result(), this.targetOptions());
    const kept = isDm(this.target) && classes !== undefined ? keepClasses(media, schema.classes, audit) : media;
    const converted = encodeItem(this.target, { media: kept }, image, schema, audit);
    return { item: converted, audit: audit.entries, annotations: audit.counts() };
  }

  /** A whole dataset, a folder or an archive of one, into a folder that is not there yet. Nothing happens before it is iterated, or its report asked for. */
  convertFolder(from: string, to: string, options: ConvertFolderOptions = {}): Conversion {
    return new Conversion({ ...options, ...this.options, source: this.source, target: this.target, from, to });
  }

  /** Names of classes are those of the target; a source of yolo has its own order. */
  private targetOptions(): SchemaOptions {
    const { classes, classMap = {}, ...others } = this.options;
    return { ...others, classes: this.source === 'yolo' ? classes?.map((name) => mapClass(name, classMap)) : classes };
  }
}

/** Converts from dm. */
export class FromDMConverter<
  Source extends 'dm_v1' | 'dm_v2' = 'dm_v1' | 'dm_v2',
  Target extends DatasetFormat = DatasetFormat,
> extends Converter<Source, Target> {}

/** Converts into dm. */
export class ToDMConverter<
  Source extends SourceFormat = SourceFormat,
  Target extends 'dm_v1' | 'dm_v2' = 'dm_v1' | 'dm_v2',
> extends Converter<Source, Target> {}
