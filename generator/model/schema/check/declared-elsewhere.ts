import { isRecord, type SchemaObject } from '../json-schema.ts';
import type { SchemaBundle } from '../schema-bundle.ts';

/** For each property of a schema that has a default: what the schemas that it extends (`$ref`, `allOf`) say of a property of that name. */
export function declaredElsewhere(bundle: SchemaBundle, schema: SchemaObject): [property: SchemaObject, others: SchemaObject[]][] {
  const filled = Object.entries(mapOf(schema['properties'])).filter(([, property]) => isRecord(property) && 'default' in property);
  if (filled.length === 0) return [];
  const parts = new Set([schema]);
  for (const part of parts) for (const inner of extendedBy(bundle, part)) parts.add(inner);
  parts.delete(schema);
  return filled.map(([name, property]) => {
    const others = [...parts].map(({ properties }) => (Object.hasOwn(mapOf(properties), name) ? mapOf(properties)[name] : undefined));
    return [property as SchemaObject, others.filter(isRecord)];
  });
}

function extendedBy(bundle: SchemaBundle, schema: SchemaObject): SchemaObject[] {
  const target = typeof schema['$ref'] === 'string' ? bundle.resolve(schema['$ref'], schema) : undefined;
  return [target, ...(Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : [])].filter(isRecord);
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
