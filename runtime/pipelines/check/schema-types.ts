export type SchemaObject = Readonly<Record<string, unknown>>;

const ALL = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof ALL)[number];
const DEEPEST = 50;

/** A part of a schema, with the whole that its references lead into. */
export interface SchemaPart {
  readonly schema: unknown;
  readonly root: unknown;
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a part says, references followed: one object for each schema that a value must meet at once. */
export function conjuncts({ schema, root }: SchemaPart, depth: number = 0): SchemaObject[] {
  if (!isObject(schema) || depth > DEEPEST) return [];
  const referred = typeof schema['$ref'] === 'string' ? conjuncts({ schema: resolveReference(schema['$ref'], root), root }, depth + 1) : [];
  const all = listOf(schema['allOf']).flatMap((one) => conjuncts({ schema: one, root }, depth + 1));
  return [schema, ...referred, ...all];
}

/** The JSON types of the values that fit; `integer` alone where every number must be whole. Undefined where nothing is said about it. */
export function typesOf(part: SchemaPart, depth: number = 0): ReadonlySet<JsonType> | undefined {
  if (part.schema === false) return new Set();
  let found: ReadonlySet<JsonType> | undefined;
  for (const one of conjuncts(part)) {
    for (const types of [declaredTypes(one), valueTypes(one), chosenTypes(one, part.root, depth)])
      if (types !== undefined) found = found === undefined ? types : intersect(found, types);
  }
  return found;
}

/** The values that may be meant, where they are listed. */
export function valuesOf(part: SchemaPart): readonly unknown[] | undefined {
  for (const one of conjuncts(part)) {
    if ('const' in one) return [one['const']];
    if (Array.isArray(one['enum'])) return one['enum'] as unknown[];
  }
  return undefined;
}

/** True where a value of this type is one of those: an integer is a number. */
export function includesType(types: ReadonlySet<JsonType>, type: JsonType): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

export function typeOfValue(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonType;
}

function declaredTypes({ type }: SchemaObject): ReadonlySet<JsonType> | undefined {
  const names = typeof type === 'string' ? [type] : listOf(type);
  const known = ALL.filter((name) => names.includes(name));
  return known.length === 0 ? undefined : new Set(known);
}

function valueTypes(schema: SchemaObject): ReadonlySet<JsonType> | undefined {
  const values = 'const' in schema ? [schema['const']] : Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : undefined;
  return values && new Set(values.map(typeOfValue));
}

function chosenTypes(schema: SchemaObject, root: unknown, depth: number): ReadonlySet<JsonType> | undefined {
  if (depth > DEEPEST) return undefined;
  for (const keyword of ['anyOf', 'oneOf']) {
    const alternatives = listOf(schema[keyword]);
    if (alternatives.length === 0) continue;
    const types = alternatives.map((one) => typesOf({ schema: one, root }, depth + 1));
    return types.includes(undefined) ? undefined : new Set(ALL.filter((type) => types.some((some) => some?.has(type))));
  }
  return undefined;
}

function intersect(ones: ReadonlySet<JsonType>, others: ReadonlySet<JsonType>): ReadonlySet<JsonType> {
  const both = ALL.filter((type) => includesType(ones, type) && includesType(others, type));
  return new Set(both);
}

function resolveReference(reference: string, root: unknown): unknown {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return true; // elsewhere: nothing is said
  const parts = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  let found: unknown = root;
  for (const part of parts) found = isObject(found) ? found[part] : undefined;
  return found ?? true;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
