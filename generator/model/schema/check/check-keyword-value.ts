import { assertedFormats, toldFormats } from '../formats.ts';
import { isRecord, pointerTo, type Draft, type SchemaPlace } from '../json-schema.ts';
import { keywordOf, type KeywordValue } from '../keywords.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { suggest } from '../../../../runtime/validation/suggest.ts';
import { checkPattern } from './check-pattern.ts';
import { checkType } from './check-type.ts';
import { describeKind } from './describe-kind.ts';

/** What each kind of value must be; undefined where the value is right. Schemas inside are looked at on their own. */
const EXPECTED: Readonly<Record<KeywordValue, (value: unknown) => string | undefined>> = {
  any: () => undefined,
  type: () => undefined,
  schema: () => undefined,
  schemas: (value) => (Array.isArray(value) && value.length > 0 ? undefined : 'a list of at least one schema'),
  'schema-map': (value) => (isRecord(value) ? undefined : 'an object with a schema for each name'),
  'schema-or-schemas': () => undefined,
  dependencies: (value) =>
    isRecord(value) && Object.values(value).every((one) => !Array.isArray(one) || isNames(one))
      ? undefined
      : 'an object with a schema or a list of names for each name',
  values: (value) => (Array.isArray(value) ? undefined : 'a list'),
  number: (value) => (isNumber(value) ? undefined : 'a number'),
  positive: (value) => (isNumber(value) && value > 0 ? undefined : 'a number above 0'),
  count: (value) => (isNumber(value) && Number.isInteger(value) && value >= 0 ? undefined : 'a whole number from 0'),
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'true or false'),
  string: (value) => (typeof value === 'string' ? undefined : 'a text'),
  anchor: (value) =>
    typeof value === 'string' && /^[A-Za-z_][-A-Za-z0-9._]*$/.test(value) ? undefined : 'a name: letters, digits, - _ and .',
  names: (value) => (isNames(value) ? undefined : 'a list of different names'),
  'names-map': (value) =>
    isRecord(value) && Object.values(value).every(isNames) ? undefined : 'an object with a list of different names for each name',
  pattern: (value) => (typeof value === 'string' ? undefined : 'a text'),
  vocabulary: (value) => (isRecord(value) ? undefined : 'an object with true or false for each vocabulary'),
};

const REQUIRED_IS_A_LIST = 'the object around it lists the names of its required properties';

/** What is wrong with the value of a keyword: the constraints of the meta-schemas, each said in words at its own place. */
export function checkKeywordValue(name: string, value: unknown, draft: Draft, { uri, pointer }: SchemaPlace): SchemaProblem[] {
  const keyword = keywordOf(name, draft);
  if (keyword === undefined) return [];
  const place = { uri, pointer: pointerTo(pointer, name) };
  const expected = EXPECTED[keyword.value](value);
  if (expected !== undefined) {
    const suggestion = name === 'required' && typeof value === 'boolean' ? { suggestion: REQUIRED_IS_A_LIST } : {};
    return [{ ...place, code: 'SCHEMA_BAD_KEYWORD', data: { keyword: name, expected, got: describeKind(value) }, ...suggestion }];
  }
  if (keyword.value === 'type') return checkType(value, place);
  if (keyword.value === 'pattern') return checkPattern(String(value), place);
  if (name === 'patternProperties')
    return Object.keys(value as object).flatMap((pattern) =>
      checkPattern(pattern, { uri, pointer: pointerTo(place.pointer, pattern), on: 'key' }),
    );
  if (name === 'format') return checkFormat(String(value), place);
  if (name === 'properties' && Object.hasOwn(value as object, '__proto__')) {
    return [{ uri, pointer: pointerTo(place.pointer, '__proto__'), on: 'key', code: 'SCHEMA_PROTO_KEY', data: { name: '__proto__' } }];
  }
  return [];
}

function checkFormat(format: string, place: SchemaPlace): SchemaProblem[] {
  if (Object.hasOwn(assertedFormats, format) || toldFormats.includes(format)) return [];
  const near = suggest(format, [...Object.keys(assertedFormats), ...toldFormats]);
  return [
    { ...place, code: 'SCHEMA_UNKNOWN_FORMAT', data: { format }, ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }) },
  ];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string') && new Set(value).size === value.length;
}
