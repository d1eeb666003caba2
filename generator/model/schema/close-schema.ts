import type { FlatSchemas } from './flat-schemas.ts';
import { isRecord, type JsonSchema, type SchemaObject } from './json-schema.ts';
import { referenceOf } from './reach-definitions.ts';
import { subschemas } from './subschemas.ts';

/** Keywords that say more about the same value. */
const COMPOSING: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas']);

/**
 * A flat schema that refuses properties which no part of it declares, unless some part decides about them itself. Unknown fields of params are
 * nearly always typing errors, and closing is what makes a suggestion possible.
 */
export function closeSchema(schema: JsonSchema, flats: FlatSchemas): JsonSchema {
  if (!isRecord(schema) || !mayBeObject(schema)) return schema;
  const parts = partsOf(schema, flats);
  if (parts.some((part) => 'additionalProperties' in part || 'unevaluatedProperties' in part)) return schema;
  const [own, others] = [declaredBy([schema]), declaredBy(parts)];
  const silent = own.properties.size + own.patterns.size + others.properties.size + others.patterns.size === 0;
  if (silent && schema['type'] !== 'object') return schema;
  const closed: Record<string, unknown> = { ...schema, additionalProperties: false };
  extend(closed, 'properties', own.properties, others.properties);
  extend(closed, 'patternProperties', own.patterns, others.patterns);
  return closed;
}

/** The schema and everything it is composed of, through references. */
export function partsOf(schema: SchemaObject, flats: Pick<FlatSchemas, 'get'>): SchemaObject[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    const id = referenceOf(part);
    const target = id === undefined ? undefined : flats.get(id).flat;
    if (isRecord(target)) parts.add(target);
    for (const { keyword, schema: inner } of subschemas(part, '2020-12')) if (COMPOSING.has(keyword) && isRecord(inner)) parts.add(inner);
  }
  return [...parts];
}

function mayBeObject(schema: SchemaObject): boolean {
  const type = schema['type'];
  return type === undefined || type === 'object' || (Array.isArray(type) && type.includes('object'));
}

function declaredBy(parts: readonly SchemaObject[]): { properties: Set<string>; patterns: Set<string> } {
  const names = (keyword: string): Set<string> =>
    new Set(parts.flatMap((part) => Object.keys(isRecord(part[keyword]) ? part[keyword] : {})));
  return { properties: names('properties'), patterns: names('patternProperties') };
}

/** What the parts declare is declared here too, as anything: the part itself says what it must be. */
function extend(schema: Record<string, unknown>, keyword: string, own: ReadonlySet<string>, all: ReadonlySet<string>): void {
  const added = [...all].filter((name) => !own.has(name)).map((name): [string, boolean] => [name, true]);
  if (added.length > 0) schema[keyword] = { ...(schema[keyword] as object | undefined), ...Object.fromEntries(added) };
}
