import type { JsonSchema } from './schema/index.ts';

/** Keywords that describe and never decide (JSON Schema Validation, section 9), with our own labels among them. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'examples',
  '$comment',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$schema',
  '$id',
  '$anchor',
  '$vocabulary',
]);
const DECIDING_EXTENSIONS = new Set(['x-rules', 'x-validate']);
const SCHEMA = new Set([
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const SCHEMA_LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);
const SCHEMA_MAP = new Set(['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas', 'dependencies']);
/** Lists whose order means nothing. */
const SETS = new Set(['required', 'type', 'enum']);

/** A schema reduced to what it accepts, so that two schemas that say the same in other words of description are equal. */
export function normaliseSchema(schema: JsonSchema): unknown {
  if (typeof schema === 'boolean') return schema;
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || (keyword.startsWith('x-') && !DECIDING_EXTENSIONS.has(keyword))) continue;
    out[keyword] = normaliseKeyword(keyword, value);
  }
  return out;
}

function normaliseKeyword(keyword: string, value: unknown): unknown {
  if (SCHEMA_LIST.has(keyword) && Array.isArray(value)) return value.map((item) => normaliseSchema(item as JsonSchema));
  if (SCHEMA.has(keyword) && isSchema(value)) return normaliseSchema(value);
  if (SCHEMA_MAP.has(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSchema(item) ? normaliseSchema(item) : item]));
  }
  if (SETS.has(keyword) && Array.isArray(value)) return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isObject(value);
}
