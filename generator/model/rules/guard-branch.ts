import type { FlatSchemas } from '../schema/flat-schemas.ts';
import { isRecord, own, type SchemaObject } from '../schema/json-schema.ts';
import { referenceOf } from '../schema/reach-definitions.ts';
import { JSON_TYPES, jsonTypeOf, type JsonType } from '../types/type-node.ts';
import type { Guard } from './rule-place.ts';

/**
 * How a valid value shows that it is of one branch of a choice: by a type that no other branch allows, or by a required field that has another
 * constant in each of them. Undefined where it does not. A null that several branches allow is nobody's.
 */
export function guardBranch(branches: readonly unknown[], at: number, flats: FlatSchemas): Guard | undefined {
  const branch = branches[at];
  if (!isRecord(branch)) return undefined;
  const types = typesOf(branch, flats);
  const others = branches.filter((_, index) => index !== at);
  const taken = new Set(others.flatMap((other) => typesOf(other, flats)));
  const free = types.filter((type) => !taken.has(type));
  if (free.length > 0 && types.every((type) => type === 'null' || free.includes(type))) return { types: free };
  if (types.length !== 1 || types[0] !== 'object') return undefined;
  const rivals = others.filter((other) => typesOf(other, flats).includes('object'));
  for (const [tag, value] of tagsOf(branch, flats)) {
    const differs = (other: unknown): boolean =>
      isRecord(other) && tagsOf(other, flats).has(tag) && tagsOf(other, flats).get(tag) !== value;
    if (isRequired(branch, tag, flats) && rivals.every(differs)) return { tag, value };
  }
  return undefined;
}

/** The JSON types that a schema and all that it is composed of allow; alternatives inside of alternatives are looked into a few levels deep. */
function typesOf(schema: unknown, flats: FlatSchemas, depth = 0): readonly JsonType[] {
  if (!isRecord(schema)) return schema === false ? [] : JSON_TYPES;
  return sureParts(schema, flats).reduce<readonly JsonType[]>((types, part) => {
    const choices = depth > 4 ? [] : [part['anyOf'], part['oneOf']].filter((choice) => Array.isArray(choice));
    const allowed = choices.map((choice) => choice.flatMap((inner) => typesOf(inner, flats, depth + 1)));
    return types.filter((type) => statedBy(part).includes(type) && allowed.every((some) => some.includes(type)));
  }, JSON_TYPES);
}

function statedBy(schema: SchemaObject): readonly JsonType[] {
  const values = 'const' in schema ? [schema['const']] : Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : undefined;
  const listed = values === undefined ? JSON_TYPES : values.map(jsonTypeOf);
  const { type } = schema;
  if (type === undefined) return listed;
  const stated = new Set([type].flat().map((name) => (name === 'integer' ? 'number' : name)));
  return listed.filter((name) => stated.has(name));
}

/** The fields that have one text only. */
function tagsOf(schema: SchemaObject, flats: FlatSchemas): Map<string, string> {
  const tags = new Map<string, string>();
  for (const { properties } of sureParts(schema, flats)) {
    for (const [name, property] of Object.entries(isRecord(properties) ? properties : {})) {
      if (!isRecord(property)) continue;
      const listed = Array.isArray(property['enum']) && property['enum'].length === 1 ? (property['enum'][0] as unknown) : undefined;
      const value = 'const' in property ? property['const'] : listed;
      if (typeof value === 'string') tags.set(name, value);
    }
  }
  return tags;
}

function isRequired(schema: SchemaObject, name: string, flats: FlatSchemas): boolean {
  return sureParts(schema, flats).some(({ required }) => Array.isArray(required) && required.includes(name));
}

/** The schema and what always speaks of the same value. */
function sureParts(schema: SchemaObject, flats: FlatSchemas): SchemaObject[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    const id = referenceOf(part);
    const target = id === undefined ? undefined : flats.get(id).flat;
    if (isRecord(target)) parts.add(target);
    const all = own(part, 'allOf');
    for (const inner of Array.isArray(all) ? (all as unknown[]) : []) if (isRecord(inner)) parts.add(inner);
  }
  return [...parts];
}
