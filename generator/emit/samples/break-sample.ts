import { isRecord } from '../../model/schema/json-schema.ts';
import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { sampleType } from './make-sample.ts';

/** A value with one thing wrong in it. */
export interface BrokenSample {
  /** The keyword of JSON Schema that it breaks. */
  readonly breaks: string;
  /** Where the wrong value stands; where something is missing or too much, its name is last. */
  readonly at: readonly (string | number)[];
  readonly value: unknown;
}

const DEEPEST = 3;

/** A sample broken in every way that its schema forbids, one at a time. Whether each is refused for that is for a validator to say. */
export function breakSample(view: SchemaView, sample: unknown): BrokenSample[] {
  const broken = [...breakValue(view, sample, 0)];
  return broken.map(({ breaks, at, value }) => ({ breaks, at, value }));
}

function* breakValue(view: SchemaView, sample: unknown, depth: number): Generator<BrokenSample> {
  for (const { breaks, value } of wrongValues(view, sample)) yield { breaks, at: [], value };
  if (depth >= DEEPEST) return;
  if (isRecord(sample)) yield* breakObject(view, sample, depth);
  else if (Array.isArray(sample)) {
    const item = view.keywords['items'] as SchemaView | undefined;
    if (item === undefined || sample.length === 0) return;
    for (const broken of breakValue(item, sample[0], depth + 1))
      yield { ...broken, at: [0, ...broken.at], value: [broken.value, ...sample.slice(1)] };
  }
}

function* breakObject(view: SchemaView, sample: Readonly<Record<string, unknown>>, depth: number): Generator<BrokenSample> {
  for (const name of view.required) {
    const { [name]: _, ...rest } = sample;
    if (Object.hasOwn(sample, name)) yield { breaks: 'required', at: [name], value: rest };
  }
  for (const [name, property] of view.properties) {
    if (!Object.hasOwn(sample, name) || name === '__proto__') continue;
    for (const broken of breakValue(property, sample[name], depth + 1))
      yield { ...broken, at: [name, ...broken.at], value: { ...sample, [name]: broken.value } };
  }
  if (!view.properties.has('unknown_name'))
    yield { breaks: 'additionalProperties', at: ['unknown_name'], value: { ...sample, unknown_name: 1 } };
}

function* wrongValues(view: SchemaView, sample: unknown): Generator<{ breaks: string; value: unknown }> {
  const { keywords } = view;
  if (Array.isArray(keywords['enum'])) yield { breaks: 'enum', value: 'not one of these' };
  else if (keywords['type'] !== undefined)
    yield { breaks: 'type', value: sampleType(view) === 'string' ? { not: 'a text' } : 'not this type' };
  if (typeof sample === 'number') yield* wrongNumbers(keywords);
  if (typeof sample === 'string') yield* wrongTexts(keywords);
  if (Array.isArray(sample)) yield* wrongLists(keywords, sample);
}

function* wrongNumbers(keywords: SchemaView['keywords']): Generator<{ breaks: string; value: unknown }> {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = keywords as Readonly<Record<string, number | undefined>>;
  if (minimum !== undefined) yield { breaks: 'minimum', value: minimum - (multipleOf ?? 1) };
  if (exclusiveMinimum !== undefined) yield { breaks: 'exclusiveMinimum', value: exclusiveMinimum };
  if (maximum !== undefined) yield { breaks: 'maximum', value: maximum + (multipleOf ?? 1) };
  if (exclusiveMaximum !== undefined) yield { breaks: 'exclusiveMaximum', value: exclusiveMaximum };
  if (multipleOf !== undefined) yield { breaks: 'multipleOf', value: (minimum ?? exclusiveMinimum ?? 0) + multipleOf / 2 };
}

function* wrongTexts(keywords: SchemaView['keywords']): Generator<{ breaks: string; value: unknown }> {
  const { minLength, maxLength, pattern, format } = keywords;
  if (typeof minLength === 'number' && minLength > 0) yield { breaks: 'minLength', value: 'x'.repeat(Math.min(minLength - 1, 1000)) };
  if (typeof maxLength === 'number' && maxLength <= 1000) yield { breaks: 'maxLength', value: 'x'.repeat(maxLength + 1) };
  if (pattern !== undefined) for (const value of ['!', ' ', 'x', '\u0001', '']) yield { breaks: 'pattern', value };
  if (format !== undefined) yield { breaks: 'format', value: '\u0000 no such format' };
}

function* wrongLists(keywords: SchemaView['keywords'], sample: readonly unknown[]): Generator<{ breaks: string; value: unknown }> {
  const { minItems, maxItems, uniqueItems } = keywords;
  if (typeof minItems === 'number' && minItems > 0) yield { breaks: 'minItems', value: sample.slice(0, minItems - 1) };
  if (typeof maxItems === 'number' && maxItems < 100 && sample.length > 0)
    yield { breaks: 'maxItems', value: Array.from({ length: maxItems + 1 }, () => sample[0]) };
  if (uniqueItems === true && sample.length > 0) yield { breaks: 'uniqueItems', value: [sample[0], ...sample] };
}
