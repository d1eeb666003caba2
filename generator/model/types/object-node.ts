import { isRecord, type SchemaObject } from '../schema/json-schema.ts';
import type { ConvertPart, Surroundings } from './conversion.ts';
import { listsAll } from './lists-all.ts';
import { schemaDocs } from './schema-docs.ts';
import { NEVER, UNKNOWN, type ObjectNode, type PropertyNode, type TypeNode } from './type-node.ts';
import { unite } from './unite.ts';

const KEYWORDS = ['properties', 'required', 'additionalProperties', 'patternProperties', 'unevaluatedProperties'];

/** Whether the schema says something about the properties of an object. */
export function saysObject(schema: SchemaObject): boolean {
  return KEYWORDS.some((keyword) => keyword in schema);
}

/** The object that the schema describes. */
export function objectNode(schema: SchemaObject, around: Surroundings, inside: ConvertPart): ObjectNode {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'].filter((name) => typeof name === 'string') : []);
  const patterns = isRecord(schema['patternProperties']) ? Object.values(schema['patternProperties']) : [];
  const declared = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];

  const properties = declared.map(([name, property]): PropertyNode => {
    const isFilled = isRecord(property) && 'default' in property; // before, it need not be there; after, it is
    const isRequired = required.delete(name);
    const must = isFilled && !around.asIs ? around.filled : isRequired;
    const wasAbsent = !around.filled && !isRequired && around.added?.has(name) === true; // a default was written there later
    // An object literal inherits `toString`, which would have to fit an optional property of that name.
    return {
      name,
      type: wasAbsent || (!must && name in Object.prototype) ? UNKNOWN : inside(property),
      required: must,
      docs: schemaDocs(property as SchemaObject, name),
    };
  });
  const index = indexNode(schema, patterns, around, properties.length + required.size > 0, inside);
  const others = schema['additionalProperties'] === false && patterns.length === 0 ? NEVER : (index ?? UNKNOWN); // closed elsewhere: what is there may declare it
  for (const name of required) properties.push({ name, type: others, required: true, docs: [] });
  if (!around.filled && index !== null)
    for (const name of around.added ?? [])
      if (!properties.some((property) => property.name === name)) properties.push({ name, type: UNKNOWN, required: false, docs: [] });
  return { kind: 'object', properties, index };
}

function indexNode(
  schema: SchemaObject,
  patterns: readonly unknown[],
  around: Surroundings,
  lists: boolean,
  inside: ConvertPart,
): TypeNode | null {
  const additional = schema['additionalProperties'];
  if (additional === false && patterns.length === 0) return null;
  if (additional !== undefined) return unite([...patterns, additional].map(inside));
  const unevaluated = schema['unevaluatedProperties'] === false && listsAll(schema);
  // A branch that lists properties must not reopen what is closed around it.
  return patterns.length === 0 && (unevaluated || (around.closed && lists)) ? null : UNKNOWN;
}
