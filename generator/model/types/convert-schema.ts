import { FILLING } from '../schema/fills-defaults.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../schema/json-schema.ts';
import { keywordOf } from '../schema/keywords.ts';
import { referenceOf } from '../schema/reach-definitions.ts';
import { arrayNode, saysArray } from './array-node.ts';
import type { ConvertPart, Definitions, Surroundings } from './conversion.ts';
import { intersect } from './intersect.ts';
import { listsAll } from './lists-all.ts';
import { objectNode, saysObject } from './object-node.ts';
import { JSON_TYPES, jsonTypeOf, NEVER, UNKNOWN, type JsonType, type TypeNode } from './type-node.ts';
import { unite } from './unite.ts';

/**
 * The type of a flat schema. The rule: a keyword that TypeScript cannot say is left out, and what is not stated is not guessed: no `type` is
 * `unknown`, however much the other keywords hint, since they say nothing about values of other types. Nothing is shaped by `default`.
 */
export function convertSchema(schema: JsonSchema, definitions: Definitions, defaults: Pick<Surroundings, 'filled' | 'asIs'>): TypeNode {
  return convert(schema, { allowed: JSON_TYPES, closed: false, ...defaults }, definitions);
}

/** The same for a schema inside another one, with what is known there. */
function convert(schema: unknown, around: Surroundings, definitions: Definitions): TypeNode {
  if (schema === false) return NEVER;
  if (!isRecord(schema)) return UNKNOWN;
  const parts: TypeNode[] = [];
  const id = referenceOf(schema);
  const added = around.filled && !onlyRefers(schema) ? addedTo(schema, definitions) : [];
  const extended: Surroundings = added.length === 0 ? around : { ...around, added: new Set([...(around.added ?? []), ...added]) };
  if (id !== undefined) parts.push(referred(id, { ...extended, closed: around.closed || closes(schema) }, definitions));

  const stated = typesOf(schema, definitions);
  const allowed = around.allowed.filter((type) => stated.includes(type));
  const own = ownType(schema, { ...extended, allowed }, id === undefined ? undefined : definitions.flat(id), definitions);
  if (own !== undefined) parts.push(own);
  const here: Surroundings = { ...extended, allowed, closed: around.closed || (own !== undefined && closes(schema)) };

  const inside = (inner: unknown, keyword: string): TypeNode =>
    convert(inner, { ...here, filled: here.filled && FILLING.has(keyword) }, definitions);
  for (const branch of list(schema, 'allOf')) parts.push(inside(branch, 'allOf'));
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = list(schema, keyword);
    if (branches.length > 0) parts.push(unite(branches.map((branch) => inside(branch, keyword))));
  }
  return intersect(parts);
}

/**
 * A reference, by name; but what a closed object is composed of is written out, so that one object lists all there may be: beside a name, an
 * index signature of what is referred to would let everything in again.
 */
function referred(id: string, around: Surroundings, definitions: Definitions): TypeNode {
  const target = definitions.flat(id);
  const written = around.written ?? [];
  const isWritten =
    isRecord(target) &&
    ((around.closed && saysObject(target)) || (around.added !== undefined && speaksOf(around.added, target, around.filled)));
  if (!isWritten || written.includes(id)) return { kind: 'reference', name: definitions.name(id, around.filled) };
  return convert(target, { ...around, written: [...written, id] }, definitions);
}

/** The JSON types that the schema and all that it is composed of allow at their top; long chains of references are not followed to their end. */
function typesOf(schema: SchemaObject, definitions: Definitions, seen: readonly string[] = []): readonly JsonType[] {
  const id = referenceOf(schema);
  const target = id === undefined || seen.length > 10 || seen.includes(id) ? true : definitions.flat(id);
  const inner = id === undefined ? seen : [...seen, id];
  const others = [target, ...list(schema, 'allOf')].filter(isRecord).map((part) => typesOf(part, definitions, inner));
  return statedTypes(schema).filter((type) => others.every((types) => types.includes(type)));
}

/** What the schema says by itself, without what it is composed of. */
function ownType(
  schema: SchemaObject,
  around: Surroundings,
  target: JsonSchema | undefined,
  definitions: Definitions,
): TypeNode | undefined {
  const { allowed } = around;
  const values = 'const' in schema ? [schema['const']] : Array.isArray(schema['enum']) ? schema['enum'] : undefined;
  if (values !== undefined) {
    const nodes = values.filter((value) => allowed.includes(jsonTypeOf(value))).map(literalNode);
    return unite(around.added === undefined ? nodes : nodes.map(withMore));
  }
  if (allowed.length === JSON_TYPES.length) return undefined; // no type is stated
  const composed = ['allOf', 'anyOf', 'oneOf'].some((keyword) => list(schema, keyword).length > 0);
  const shapesObject = allowed.includes('object') && saysObject(schema) && !(composed && onlyCloses(schema));
  const shaped = shapesObject || (allowed.includes('array') && saysArray(schema));
  const repeated = target !== undefined && isRecord(target) && statedTypes(target).every((type) => allowed.includes(type));
  if (!shaped && (composed || repeated)) return undefined; // they are given `allowed`, or say it themselves
  const part: ConvertPart = (inner) =>
    convert(inner, { allowed: JSON_TYPES, closed: false, filled: around.filled, asIs: around.asIs }, definitions);
  const typeOf = (type: JsonType): TypeNode => {
    if (type === 'object')
      return saysObject(schema) ? objectNode(schema, around, part) : { kind: 'object', properties: [], index: UNKNOWN };
    if (type === 'array') return arrayNode(schema, part);
    return { kind: type };
  };
  return unite(allowed.map(typeOf));
}

/** The JSON types that the schema allows at its top. */
function statedTypes(schema: SchemaObject): readonly JsonType[] {
  const { type } = schema;
  if (type === undefined) return JSON_TYPES;
  const names = (Array.isArray(type) ? (type as unknown[]) : [type]).map((name) => (name === 'integer' ? 'number' : name));
  return names.length > 0 && names.every((name) => JSON_TYPES.includes(name as JsonType)) ? (names as JsonType[]) : JSON_TYPES;
}

function list(schema: SchemaObject, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Whether only the listed properties are allowed, here and in what the schema is composed of. */
function closes(schema: SchemaObject): boolean {
  if (schema['additionalProperties'] === false) return !('patternProperties' in schema);
  return schema['unevaluatedProperties'] === false && listsAll(schema);
}

/** Whether all properties are listed by what the schema is composed of: an object without any, closed, would refuse them. */
function onlyCloses(schema: SchemaObject): boolean {
  const { properties, required } = schema;
  const lists = (isRecord(properties) && Object.keys(properties).length > 0) || (Array.isArray(required) && required.length > 0);
  return !lists && schema['unevaluatedProperties'] === false && !('additionalProperties' in schema) && !('patternProperties' in schema);
}

/** The properties that defaults write into the value that the schema speaks of, and not only into its parts. */
function addedTo(schema: SchemaObject, definitions: Definitions, seen: readonly string[] = []): string[] {
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  const own = properties.flatMap(([name, property]) => (isRecord(property) && 'default' in property ? [name] : []));
  const id = referenceOf(schema);
  const target = id === undefined || seen.length > 10 || seen.includes(id) ? undefined : definitions.flat(id);
  const inner = id === undefined ? seen : [...seen, id];
  return [...own, ...[target, ...list(schema, 'allOf')].filter(isRecord).flatMap((part) => addedTo(part, definitions, inner))];
}

/** Whether nothing is said beside a reference: what it leads to is a type of its own, with all that is added there. */
function onlyRefers(schema: SchemaObject): boolean {
  return Object.keys(schema).every((name) => name === '$ref' || keywordOf(name, '2020-12')?.role === 'annotation');
}

/** Whether a schema says something that what is added need not keep to: a list of objects, or an alternative that types what was not there yet. */
function speaksOf(added: ReadonlySet<string>, schema: SchemaObject, isFilled: boolean): boolean {
  const values = 'const' in schema ? [schema['const']] : list(schema, 'enum');
  if (values.some((value) => isRecord(value))) return true;
  const properties = isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
  const typesOthers = isRecord(schema['additionalProperties']) || 'patternProperties' in schema;
  return !isFilled && (typesOthers || properties.some((name) => added.has(name)));
}

/** An object that is listed, and then filled in: it is as it was listed where the validator looks, before that. */
function withMore(type: TypeNode): TypeNode {
  return type.kind === 'literal' && isRecord(type.value) ? { kind: 'object', properties: [], index: UNKNOWN } : type;
}

/** `1e400` is a number in JSON and none that a literal can say. */
function literalNode(value: unknown): TypeNode {
  return typeof value === 'number' && !Number.isFinite(value) ? { kind: 'number' } : { kind: 'literal', value };
}
