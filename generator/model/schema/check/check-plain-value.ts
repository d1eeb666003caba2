import type { CompiledError } from '../../../../runtime/validation/compiled-validate.ts';
import type { SchemaObject } from '../json-schema.ts';
import { keywordOf } from '../keywords.ts';

type Test = (value: unknown, limit: unknown) => Readonly<Record<string, unknown>> | undefined;

const COMPARISONS = { minimum: '>=', maximum: '<=', exclusiveMinimum: '>', exclusiveMaximum: '<' } as const;

/** The keywords that nearly all defaults meet. */
const TESTS: Readonly<Record<string, Test>> = {
  type: (value, type) => ([type].flat().some((name) => isOfType(value, name)) ? undefined : { type }),
  enum: (value, allowedValues) => (!isPlain(value) || (allowedValues as unknown[]).includes(value) ? undefined : { allowedValues }),
  minimum: compare('minimum', (value, limit) => value >= limit),
  maximum: compare('maximum', (value, limit) => value <= limit),
  exclusiveMinimum: compare('exclusiveMinimum', (value, limit) => value > limit),
  exclusiveMaximum: compare('exclusiveMaximum', (value, limit) => value < limit),
  minLength: (value, limit) => (typeof value !== 'string' || [...value].length >= Number(limit) ? undefined : { limit }),
  maxLength: (value, limit) => (typeof value !== 'string' || [...value].length <= Number(limit) ? undefined : { limit }),
  pattern: (value, pattern) => (typeof value !== 'string' || new RegExp(String(pattern), 'u').test(value) ? undefined : { pattern }),
};

/** What an empty list or object meets, whatever it says. */
const MET_BY_EMPTY = new Set([
  'items',
  'prefixItems',
  'uniqueItems',
  'maxItems',
  'properties',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
]);
const NOTHING: ReadonlySet<string> = new Set();

/** The errors of a value against a schema of plain keywords; undefined where the schema has more, and must be compiled. Compiling thousands of defaults is slow. */
export function checkPlainValue(value: unknown, schema: SchemaObject): CompiledError[] | undefined {
  const asked = Object.keys(schema).filter(
    (name) => name === '$ref' || ['assertion', 'applicator'].includes(keywordOf(name, '2020-12')?.role ?? '') || name === 'format',
  );
  const empty = isPlain(value) ? NOTHING : Object.keys(value as object).length === 0 ? MET_BY_EMPTY : undefined;
  if (empty === undefined) return undefined;
  const plain = asked.every((name) => empty.has(name) || (Object.hasOwn(TESTS, name) && (isPlain(value) || name === 'type')));
  if (!plain) return undefined;
  return asked
    .filter((name) => !empty.has(name))
    .flatMap((keyword) => {
      const params = TESTS[keyword]!(value, schema[keyword]);
      return params === undefined ? [] : [{ instancePath: '', keyword, params }];
    });
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return !isPlain(value) && !Array.isArray(value);
  return typeof value === type;
}

function compare(keyword: keyof typeof COMPARISONS, holds: (value: number, limit: number) => boolean): Test {
  return (value, limit) =>
    typeof value !== 'number' || holds(value, Number(limit)) ? undefined : { comparison: COMPARISONS[keyword], limit };
}
