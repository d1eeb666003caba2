import type { SchemaObject } from '../schema/json-schema.ts';
import type { ConvertPart } from './conversion.ts';
import { NEVER, type TypeNode } from './type-node.ts';

/** Whether the schema says something about the items of an array. */
export function saysArray(schema: SchemaObject): boolean {
  return 'prefixItems' in schema || 'items' in schema;
}

/** The array or tuple that the schema describes. Items beyond `minItems` are optional: a short array is valid. */
export function arrayNode(schema: SchemaObject, inside: ConvertPart): TypeNode {
  const rest = inside('items' in schema ? schema['items'] : true);
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].map(inside) : [];
  if (prefix.length === 0)
    return rest.kind === 'never' ? { kind: 'tuple', items: [], required: 0, rest: NEVER } : { kind: 'array', items: rest };
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  return { kind: 'tuple', items: prefix, required: Math.min(Math.max(least, 0), prefix.length), rest };
}
