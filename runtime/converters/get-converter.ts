import { ConversionError } from './conversion-error.ts';
import { Converter, type ConverterOptions, FromDMConverter, ToDMConverter } from './converter.ts';
import { type DatasetFormat, type DmFormat, isDm, readFormat, type SourceFormat } from './formats.ts';

/** What makes one format of another, by its pair. */
export type ConverterOf<Source extends SourceFormat, Target extends DatasetFormat> = Target extends DmFormat
  ? ToDMConverter<Source, Target>
  : Source extends DmFormat
    ? FromDMConverter<Source, Target>
    : Converter<Source, Target>;

/** A converter from one format into another; what neither is dm goes through it. Throws ConversionError for a pair that there is none for. */
export function getConverter<Source extends SourceFormat, Target extends DatasetFormat>(
  source: Source,
  target: Target,
  options: ConverterOptions = {},
): ConverterOf<Source, Target> {
  const [from, to]: DatasetFormat[] = [readFormat(source), readFormat(target)];
  if (from === to) throw notConverted(`${source} is ${target} already`);
  if (from === 'imagefolder') throw notConverted('imagefolder cannot be read: it names no objects');
  if (to === 'imagefolder' && !isDm(source)) throw notConverted(`${source} has no class of a whole picture, which imagefolder needs`);
  const make = isDm(target) ? ToDMConverter : isDm(source) ? FromDMConverter : Converter;
  return new (make as typeof Converter)(source, target, options) as ConverterOf<Source, Target>;
}

function notConverted(message: string): ConversionError {
  return new ConversionError(message, { code: 'PAIR_UNKNOWN' });
}
