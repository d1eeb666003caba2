import { isRecord, type JsonSchema, pointerTo } from './json-schema.ts';

/** Any name, or any index. */
const ANY = '*';
/** Any number of names and indexes. */
const ANY_DEPTH = '**';
const OF_THE_SAME_VALUE = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'] as const;
const OF_ANY_PART = ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems', 'contains'] as const;
/** Schemas that refer to each other in many ways have more places than can be listed. */
const MOST_VISITS = 5_000;

/**
 * Where a self-contained schema says `writeOnly: true` or `format: password`: JSON pointers in which `*` is any name or index, and `**` any number
 * of them, for schemas that hold themselves. Never less than there are; of a schema with too many ways, every part with the name.
 */
export function secretPlaces(schema: JsonSchema): string[] {
  if (!isRecord(schema) || !/"writeOnly":true|"format":"password"/.test(JSON.stringify(schema))) return [];
  const definitions = isRecord(schema['$defs']) ? schema['$defs'] : {};
  const places = new PlaceFinder(definitions).find(schema) ?? placesByName([schema, ...Object.values(definitions)], definitions);
  return [...new Set(places)].sort();
}

type Definitions = Readonly<Record<string, unknown>>;

class PlaceFinder {
  readonly #definitions: Definitions;
  readonly #circular = new Set<string>();
  #visits = 0;

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Undefined where there are too many. */
  find(schema: unknown): string[] | undefined {
    const places = this.#placesIn(schema, new Set());
    return this.#visits > MOST_VISITS ? undefined : places;
  }

  #placesIn(schema: unknown, above: ReadonlySet<string>): string[] {
    if (!isRecord(schema) || ++this.#visits > MOST_VISITS) return [];
    if (isMarked(schema)) return [''];
    const own = sameValue(schema).flatMap((inner) => this.#placesIn(inner, above));
    const below = parts(schema).flatMap(([part, inner]) => this.#placesIn(inner, above).map((place) => `${pointerTo('', part)}${place}`));
    return [...own, ...below, ...this.#referred(schema['$ref'], above)];
  }

  /** What a definition that holds itself says of a place, it says of that place at any depth. */
  #referred(reference: unknown, above: ReadonlySet<string>): string[] {
    if (typeof reference !== 'string') return [];
    if (above.has(reference)) {
      this.#circular.add(reference);
      return [];
    }
    const places = this.#placesIn(definitionOf(reference, this.#definitions), new Set([...above, reference]));
    return this.#circular.has(reference) ? places.flatMap((place) => [place, `/${ANY_DEPTH}${place}`]) : places;
  }
}

/** Each name under which a secret stands anywhere; everything where one stands under none. */
function placesByName(schemas: readonly unknown[], definitions: Definitions): string[] {
  const places: string[] = [];
  const visit = (schema: unknown): void => {
    if (!isRecord(schema)) return;
    for (const inner of sameValue(schema)) visit(inner);
    for (const [part, inner] of parts(schema)) {
      if (isSecret(inner, definitions, new Set())) places.push(part === ANY ? `/${ANY_DEPTH}` : `/${ANY_DEPTH}${pointerTo('', part)}`);
      visit(inner);
    }
  };
  for (const schema of schemas) visit(schema);
  return places;
}

function isSecret(schema: unknown, definitions: Definitions, seen: Set<string>): boolean {
  if (!isRecord(schema)) return false;
  if (isMarked(schema) || sameValue(schema).some((inner) => isSecret(inner, definitions, seen))) return true;
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || seen.has(reference)) return false;
  seen.add(reference);
  return isSecret(definitionOf(reference, definitions), definitions, seen);
}

function isMarked(schema: Readonly<Record<string, unknown>>): boolean {
  return schema['writeOnly'] === true || schema['format'] === 'password';
}

/** The schemas inside that speak of the value itself. */
function sameValue(schema: Readonly<Record<string, unknown>>): unknown[] {
  return [...OF_THE_SAME_VALUE.flatMap((keyword) => schema[keyword] ?? []), ...values(schema['dependentSchemas'])];
}

/** The schemas inside that speak of a part of the value, and which. */
function parts(schema: Readonly<Record<string, unknown>>): [string, unknown][] {
  const { properties, prefixItems, patternProperties } = schema;
  const any = [...OF_ANY_PART.map((keyword) => schema[keyword]), ...values(patternProperties)];
  return [
    ...(isRecord(properties) ? Object.entries(properties) : []),
    ...(Array.isArray(prefixItems) ? prefixItems.map((inner, index): [string, unknown] => [String(index), inner]) : []),
    ...any.map((inner): [string, unknown] => [ANY, inner]),
  ];
}

function definitionOf(reference: string, definitions: Definitions): unknown {
  return definitions[reference.replace('#/$defs/', '').replaceAll('~1', '/').replaceAll('~0', '~')];
}

function values(value: unknown): unknown[] {
  return isRecord(value) ? Object.values(value) : [];
}
