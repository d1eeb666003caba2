import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { joinViews } from '../../model/schema/view/schema-view.ts';
import { textSample } from './text-sample.ts';

/** Which parts a sample has: what is required, or everything. */
export type SampleSize = 'least' | 'most';

/** A value that a schema probably takes: its first default, example or listed value, else one made to its bounds. Whether it fits is for a validator to say. */
export function makeSample(view: SchemaView, size: SampleSize, nth = 0): unknown {
  const { keywords } = view;
  const [example] = Array.isArray(keywords['examples']) ? (keywords['examples'] as unknown[]) : [];
  if (nth === 0 && keywords['default'] !== undefined) return keywords['default'];
  if (nth === 0 && example !== undefined) return example;
  if (Array.isArray(keywords['enum'])) return (keywords['enum'] as unknown[])[nth % Math.max(1, keywords['enum'].length)];
  const [choice, ...choices] = view.choices;
  const first = choice?.find((branch) => branch.keywords['type'] !== 'null');
  if (first !== undefined) return makeSample(joinViews({ ...view, choices }, first), size, nth);
  switch (sampleType(view)) {
    case 'object':
      return sampleObject(view, size);
    case 'array':
      return sampleArray(view, size);
    case 'integer':
    case 'number':
      return sampleNumber(view, nth);
    case 'boolean':
      return nth % 2 === 0;
    case 'null':
      return null;
    default:
      return textSample(keywords, nth);
  }
}

/** What a value is, by its type or by what is said of it. */
export function sampleType({ keywords, properties }: SchemaView): string {
  const [type] = [keywords['type']].flat();
  if (typeof type === 'string') return type;
  if (properties.size > 0) return 'object';
  if (keywords['items'] !== undefined || keywords['prefixItems'] !== undefined) return 'array';
  return ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].some((bound) => keywords[bound] !== undefined)
    ? 'number'
    : 'string';
}

function sampleObject(view: SchemaView, size: SampleSize): Record<string, unknown> {
  const names = [...view.properties].filter(([name, property]) => view.required.has(name) || (size === 'most' && !property.isCircular));
  return Object.fromEntries(names.map(([name, property]) => [name, makeSample(property, size)]));
}

function sampleArray({ keywords }: SchemaView, size: SampleSize): unknown[] {
  const row = Array.isArray(keywords['prefixItems']) ? (keywords['prefixItems'] as SchemaView[]) : [];
  const item = keywords['items'] as SchemaView | undefined;
  const least = Math.max(Number(keywords['minItems'] ?? 0), size === 'most' ? Math.max(1, row.length) : 0);
  const count = Math.min(least, Number(keywords['maxItems'] ?? Infinity));
  const differ = keywords['uniqueItems'] === true;
  return Array.from({ length: Math.min(count, 100) }, (_, index) => {
    const place = row[index] ?? item;
    return place === undefined ? index : makeSample(place, size, differ ? index : 0);
  });
}

function sampleNumber({ keywords }: SchemaView, nth: number): number {
  const isWhole = keywords['type'] === 'integer' || [keywords['type']].flat().includes('integer');
  const step = Number(keywords['multipleOf'] ?? (isWhole ? 1 : 0.5));
  const over = keywords['exclusiveMinimum'] as number | undefined;
  const under = keywords['exclusiveMaximum'] as number | undefined;
  const low = Math.max(Number(keywords['minimum'] ?? -Infinity), over ?? -Infinity);
  const high = Math.min(Number(keywords['maximum'] ?? Infinity), under ?? Infinity);
  const wished = low === -Infinity ? Math.min(1, high) : low;
  const snapped = Math.ceil(wished / step) * step;
  const start = snapped === over ? snapped + step : snapped;
  const value = Number((start + nth * step).toPrecision(12));
  if (value < high || (value === high && high !== under)) return value;
  return low === -Infinity ? Number((Math.floor(high / step) * step - (high === under ? step : 0)).toPrecision(12)) : (low + high) / 2;
}
