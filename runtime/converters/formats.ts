import { suggest } from '../validation/suggest.ts';
import { ConversionError } from './conversion-error.ts';

/** The formats of datasets. `dm_v1` and `dm_v2` are what the annotation tool keeps; imagefolder is written only. */
export const DATASET_FORMATS = ['dm_v1', 'dm_v2', 'yolo', 'coco', 'pascal', 'imagefolder'] as const;

export type DatasetFormat = (typeof DATASET_FORMATS)[number];
export type DmFormat = 'dm_v1' | 'dm_v2';
/** What can be read. */
export type SourceFormat = Exclude<DatasetFormat, 'imagefolder'>;

export function isDm(format: DatasetFormat): format is DmFormat {
  return format === 'dm_v1' || format === 'dm_v2';
}

/** Throws ConversionError, with a suggestion, for a name that is no format. */
export function readFormat(name: string): DatasetFormat {
  if ((DATASET_FORMATS as readonly string[]).includes(name)) return name as DatasetFormat;
  const near = suggest(name, DATASET_FORMATS);
  const help = near === undefined ? `there is ${DATASET_FORMATS.join(', ')}` : `did you mean ${near}?`;
  throw new ConversionError(`${JSON.stringify(name)} is no format of datasets; ${help}`, { code: 'FORMAT_UNKNOWN' });
}
