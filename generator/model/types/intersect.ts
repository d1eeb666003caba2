import {
  JSON_TYPES,
  jsonTypeOf,
  NEVER,
  UNKNOWN,
  type ArrayNode,
  type JsonType,
  type ObjectNode,
  type PropertyNode,
  type TupleNode,
  type TypeNode,
} from './type-node.ts';
import { distinct, unite } from './unite.ts';

/**
 * The intersection of types. TypeScript keeps `number & { … }` alive and ignores an index signature beside an object that names the property,
 * so impossible branches are removed here and objects are merged into one.
 */
export function intersect(types: readonly TypeNode[]): TypeNode {
  const members = distinct(types.flatMap((type) => (type.kind === 'intersection' ? type.of : [type]))).filter(
    (type) => type.kind !== 'unknown',
  );
  if (members.some((type) => type.kind === 'never')) return NEVER;
  const common = members.reduce<readonly JsonType[]>((left, type) => {
    const kinds = jsonKinds(type);
    return kinds === undefined ? left : left.filter((kind) => kinds.includes(kind));
  }, JSON_TYPES);
  if (common.length === 0) return NEVER;
  const possible = members.map((type) => (type.kind === 'union' ? unite(type.of.filter((branch) => isPossible(branch, common))) : type));
  const merged = distinct(mergeAll(possible));
  const of = merged.filter((type) => !merged.some((other) => other !== type && covers(type, other)));
  if (of.some((type) => type.kind === 'never')) return NEVER;
  return of.length === 0 ? UNKNOWN : of.length === 1 ? of[0]! : { kind: 'intersection', of };
}

/** `string` says nothing beside `"a"`. */
function covers(type: TypeNode, other: TypeNode): boolean {
  const basic = type.kind === 'string' || type.kind === 'number' || type.kind === 'boolean' || type.kind === 'null';
  return basic && (jsonKinds(other)?.every((kind) => kind === type.kind) ?? false);
}

function isPossible(type: TypeNode, common: readonly JsonType[]): boolean {
  return jsonKinds(type)?.some((kind) => common.includes(kind)) ?? true;
}

/** The JSON types of what is written out in `type`; undefined where that is not known here. */
function jsonKinds(type: TypeNode): readonly JsonType[] | undefined {
  switch (type.kind) {
    case 'union': {
      const all = type.of.map(jsonKinds);
      return all.some((kinds) => kinds === undefined) ? undefined : all.flatMap((kinds) => kinds ?? []);
    }
    case 'literal':
      return [jsonTypeOf(type.value)];
    case 'tuple':
      return ['array'];
    case 'object':
    case 'array':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return [type.kind];
    default:
      return undefined;
  }
}

function mergeAll(types: readonly TypeNode[]): readonly TypeNode[] {
  const objects = types.filter((type): type is ObjectNode => type.kind === 'object');
  const arrays = types.filter((type): type is ArrayNode => type.kind === 'array');
  const tuples = types.filter((type): type is TupleNode => type.kind === 'tuple');
  const others = types.filter((type) => type.kind !== 'object' && type.kind !== 'array' && type.kind !== 'tuple');
  const items = arrays.length === 0 ? undefined : intersect(arrays.map((array) => array.items));
  const lists: TypeNode[] = tuples.map((tuple) => (items === undefined ? tuple : narrowItems(tuple, items)));
  if (lists.length === 0 && items !== undefined) lists.push({ kind: 'array', items });
  return [...(objects.length === 0 ? [] : [objects.reduce(mergeObjects)]), ...lists, ...others];
}

/** A tuple of which every item is of a type. */
function narrowItems({ items, rest, ...tuple }: TupleNode, type: TypeNode): TupleNode {
  return { ...tuple, items: items.map((item) => intersect([item, type])), rest: intersect([rest, type]) };
}

/** Closed and open make closed: what is valid for both has no property that the closed one does not list. */
function mergeObjects(left: ObjectNode, right: ObjectNode): ObjectNode {
  const others = new Map(right.properties.map((property) => [property.name, property]));
  const properties = left.properties.map((property): PropertyNode => {
    const other = others.get(property.name);
    others.delete(property.name);
    if (other === undefined) return withIndex(property, right.index);
    return {
      name: property.name,
      type: intersect([property.type, other.type]),
      required: property.required || other.required,
      docs: property.docs.length > 0 ? property.docs : other.docs,
    };
  });
  for (const property of others.values()) properties.push(withIndex(property, left.index));
  return { kind: 'object', properties, index: left.index && right.index && intersect([left.index, right.index]) };
}

function withIndex(property: PropertyNode, index: TypeNode | null): PropertyNode {
  const isInherited = !property.required && property.name in Object.prototype; // it is there in every object literal
  return index === null || isInherited ? property : { ...property, type: intersect([property.type, index]) };
}
