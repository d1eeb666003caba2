import type { FlatSchemas } from '../schema/flat-schemas.ts';
import { isRecord, own, type SchemaObject } from '../schema/json-schema.ts';
import { referenceOf } from '../schema/reach-definitions.ts';
import { JSON_TYPES, jsonTypeOf, type JsonType, type ObjectNode, type TypeDefinition, type TypeNode } from '../types/type-node.ts';

export type ShapeKind = 'int' | 'double' | 'string' | 'bool' | 'null' | 'list' | 'map' | 'unknown';

/** What is known of a value in a rule. */
export interface Shape {
  readonly kinds: ReadonlySet<ShapeKind>;
  /** As they are printed: its alternatives, each under its name where it has one. */
  readonly types: readonly TypeNode[];
  /** For objects: each alternative, as the objects that it is composed of. */
  readonly objects: readonly (readonly ObjectNode[])[];
  /** For lists: the types of their items. */
  readonly items: readonly TypeNode[];
  /** Where nothing else is possible. */
  readonly values?: readonly unknown[];
  /** The schemas that speak of it: types do not tell integers from numbers. */
  readonly schemas: readonly SchemaObject[];
}

export function plainShape(...kinds: readonly ShapeKind[]): Shape {
  return { kinds: new Set(kinds), types: [], objects: [], items: [], schemas: [] };
}

/** Reads shapes off the very types that are emitted, so that a rule that is accepted here compiles there. */
export class Shapes {
  readonly #types: ReadonlyMap<string, TypeNode>;
  readonly #flats: FlatSchemas;

  constructor(definitions: readonly TypeDefinition[], flats: FlatSchemas) {
    this.#types = new Map(definitions.map(({ name, type }) => [name, type]));
    this.#flats = flats;
  }

  of(type: TypeNode, schemas: readonly unknown[]): Shape {
    return this.#unite([type], this.#expand(schemas));
  }

  /** A field of an object; undefined where not every alternative declares it. */
  field(shape: Shape, name: string): { readonly shape: Shape; readonly required: boolean } | undefined {
    const found = shape.objects.map((parts) => parts.flatMap((part) => part.properties.filter((property) => property.name === name)));
    if (found.length === 0 || found.some((properties) => properties.length === 0)) return undefined;
    const schemas = shape.schemas.map((schema) => own(asRecord(schema['properties']), name));
    const types = found.map((properties): TypeNode => (properties.length === 1 ? properties[0]!.type : intersection(properties)));
    return {
      shape: this.#unite(types, this.#expand(schemas)),
      required: found.every((properties) => properties.some((property) => property.required)),
    };
  }

  items(shape: Shape): Shape {
    return this.#unite(shape.items, this.#expand(shape.schemas.map((schema) => schema['items'])));
  }

  /** The item at a position of a tuple; of no type where it may be another list. */
  position(shape: Shape, at: number): Shape {
    const lists = shape.types.flatMap((type) => this.#members(type)).filter(({ kind }) => kind === 'array' || kind === 'tuple');
    const types = lists.flatMap((list) => (list.kind === 'tuple' ? [list.items[at] ?? list.rest] : []));
    const schemas = shape.schemas.map((schema) =>
      Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as unknown[])[at] : undefined,
    );
    return this.#unite(types.length === lists.length ? types : [], this.#expand(schemas));
  }

  /** The values of a map; undefined for an object that declares properties: TypeScript has one type for them and the others. */
  values(shape: Shape): Shape | undefined {
    const maps = shape.objects.flat();
    if (maps.length === 0 || maps.some(({ properties, index }) => properties.length > 0 || index === null)) return undefined;
    const schemas = shape.schemas.flatMap((schema) => [
      ...Object.values(asRecord(schema['patternProperties'])),
      schema['additionalProperties'],
    ]);
    return this.#unite(
      maps.map(({ index }) => index!),
      this.#expand(schemas),
    );
  }

  /** The alternatives of one JSON type. */
  ofType(shape: Shape, type: JsonType): Shape {
    return this.#narrow(shape, (member) => jsonTypeOfNode(member) === type);
  }

  /** The alternatives in which a field has one text. */
  tagged(shape: Shape, name: string, value: string): Shape {
    return this.#narrow(shape, (member) => {
      const properties = (this.#objectParts(member) ?? []).flat().flatMap((part) => part.properties);
      const tags = properties.filter((property) => property.name === name).flatMap((property) => this.#members(property.type));
      return tags.length > 0 && tags.every((tag) => tag.kind === 'literal' && tag.value === value);
    });
  }

  fieldNames(shape: Shape): string[] {
    return [...new Set(shape.objects.flat().flatMap((part) => part.properties.map((property) => property.name)))];
  }

  #narrow(shape: Shape, isMeant: (member: TypeNode) => boolean): Shape {
    const pick = (type: TypeNode): TypeNode[] => {
      if (type.kind === 'union') return type.of.flatMap(pick);
      const members = this.#members(type);
      if (members.every(isMeant)) return [type];
      return type.kind === 'reference' && members.some(isMeant) ? pick(this.#types.get(type.name)!) : [];
    };
    return this.#unite(shape.types.flatMap(pick), shape.schemas);
  }

  #unite(types: readonly TypeNode[], schemas: readonly SchemaObject[]): Shape {
    const members = types.flatMap((type) => this.#members(type));
    const numeric = schemas
      .map((schema) => [schema['type']].flat())
      .filter((stated) => stated.includes('integer') || stated.includes('number'));
    const whole = numeric.length > 0 && numeric.every((stated) => !stated.includes('number'));
    const literals = members.map((member) => (member.kind === 'literal' ? [member.value] : undefined));
    const values = literals.every((value) => value !== undefined) ? literals.flat() : undefined;
    return {
      kinds: new Set(members.map((member) => kindOf(member, whole))),
      types,
      objects: members.flatMap((member) => this.#objectParts(member) ?? []),
      items: members.flatMap(itemTypes),
      ...(values === undefined || values.length === 0 ? {} : { values }),
      schemas,
    };
  }

  #members(type: TypeNode): TypeNode[] {
    if (type.kind === 'reference') return this.#members(this.#types.get(type.name)!);
    if (type.kind === 'union') return type.of.flatMap((member) => this.#members(member));
    if (type.kind === 'never') return [];
    if (type.kind !== 'intersection') return [type];
    return this.#objectParts(type) === undefined ? [{ kind: 'unknown' }] : [type];
  }

  #objectParts(type: TypeNode): [readonly ObjectNode[]] | undefined {
    if (type.kind === 'object') return [[type]];
    if (type.kind === 'reference') return this.#objectParts(this.#types.get(type.name)!);
    if (type.kind !== 'intersection') return undefined;
    const parts = type.of.map((part) => this.#objectParts(part));
    return parts.some((part) => part === undefined) ? undefined : [parts.flatMap((part) => part!.flat())];
  }

  /** The schemas, and those that they are composed of. */
  #expand(schemas: readonly unknown[]): SchemaObject[] {
    const all = new Set(schemas.filter(isRecord));
    for (const schema of all) {
      const id = referenceOf(schema);
      const parts = [
        id === undefined ? undefined : this.#flats.get(id).flat,
        ...['allOf', 'anyOf', 'oneOf'].map((keyword) => schema[keyword]),
      ];
      for (const part of parts.flat()) if (isRecord(part)) all.add(part);
    }
    return [...all];
  }
}

function itemTypes(type: TypeNode): readonly TypeNode[] {
  if (type.kind === 'array') return [type.items];
  return type.kind === 'tuple' ? [...type.items, type.rest] : [];
}

function jsonTypeOfNode(type: TypeNode): JsonType | undefined {
  if (type.kind === 'literal') return jsonTypeOf(type.value);
  if (type.kind === 'array' || type.kind === 'tuple') return 'array';
  if (type.kind === 'object' || type.kind === 'intersection') return 'object';
  return (JSON_TYPES as readonly string[]).includes(type.kind) ? (type.kind as JsonType) : undefined;
}

function kindOf(type: TypeNode, whole: boolean): ShapeKind {
  switch (type.kind) {
    case 'number':
      return whole ? 'int' : 'double';
    case 'string':
    case 'null':
      return type.kind;
    case 'boolean':
      return 'bool';
    case 'array':
    case 'tuple':
      return 'list';
    case 'object':
    case 'intersection':
      return 'map';
    case 'literal':
      return kindOfValue(type.value);
    default:
      return 'unknown';
  }
}

export function kindOfValue(value: unknown): ShapeKind {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  const type = jsonTypeOf(value);
  return type === 'boolean' ? 'bool' : type === 'array' ? 'unknown' : type === 'object' ? 'unknown' : (type as 'string' | 'null');
}

function intersection(properties: ObjectNode['properties']): TypeNode {
  return { kind: 'intersection', of: properties.map((property) => property.type) };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

const KIND_NAMES: Readonly<Record<ShapeKind, string>> = {
  int: 'an integer',
  double: 'a number',
  string: 'text',
  bool: 'true or false',
  null: 'null',
  list: 'a list',
  map: 'an object',
  unknown: 'a value whose type the schema does not state',
};

export function nameKind(kind: ShapeKind): string {
  return KIND_NAMES[kind];
}
