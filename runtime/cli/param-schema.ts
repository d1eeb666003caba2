import { isSecretName } from '../redaction/secret-names.ts';

/** A self-contained JSON Schema of an action's params: every `$ref` is `#/$defs/…`. */
export type ParamSchema = boolean | { readonly [keyword: string]: unknown };

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** One top-level param, as a command line needs to know it. */
export interface Param {
  readonly name: string;
  readonly schema: ParamSchema;
  readonly types: ReadonlySet<JsonType>;
  readonly required: boolean;
}

/** The top-level params of a schema, through `$ref` and `allOf`, in the order in which they are written. */
export function listParams(schema: ParamSchema): Param[] {
  const parts = flatten(schema, schema);
  const required = new Set(parts.flatMap((part) => asList(part['required'])));
  const found = new Map<string, ParamSchema>();
  for (const part of parts) {
    for (const [name, property] of Object.entries(asObject(part['properties']) as Readonly<Record<string, ParamSchema>>)) {
      const known = found.get(name); // what a schema says itself goes before what it extends
      found.set(name, known === undefined ? property : { allOf: [known, property] });
    }
  }
  return [...found].map(([name, property]) => ({
    name,
    schema: property,
    types: typesOf(property, schema),
    required: required.has(name) && keywordOf(property, schema, 'default') === undefined,
  }));
}

/** The first value that a keyword has in a schema, through `$ref` and `allOf`. */
export function keywordOf(schema: ParamSchema, root: ParamSchema, keyword: string): unknown {
  return flatten(schema, root).find((part) => part[keyword] !== undefined)?.[keyword];
}

/** True for a param whose text is not to be shown: it is a secret, or a list or object that may hold one. */
export function holdsSecret({ name, schema }: Param, root: ParamSchema): boolean {
  return isSecretName(name) || marksSecret(schema, root, new Set());
}

function marksSecret(part: unknown, root: ParamSchema, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  const { writeOnly, format, $ref } = part as SchemaObject;
  if (writeOnly === true || format === 'password' || Object.keys(part).some(isSecretName)) return true;
  const parts: unknown[] = typeof $ref === 'string' ? [resolveRef($ref, root)] : [];
  return [...parts, ...Object.values(part)].some((inner) => marksSecret(inner, root, seen));
}

/** The JSON types that a schema may accept; empty where it does not say. */
export function typesOf(schema: ParamSchema, root: ParamSchema): ReadonlySet<JsonType> {
  return new Set(listTypes(schema, root));
}

function listTypes(schema: ParamSchema, root: ParamSchema): JsonType[] {
  return flatten(schema, root).flatMap((part) => typesOfPart(part, root));
}

function typesOfPart(part: SchemaObject, root: ParamSchema): readonly JsonType[] {
  if (part['type'] !== undefined) return asList(part['type']) as JsonType[];
  if (part['const'] !== undefined) return [typeOfValue(part['const'])];
  if (Array.isArray(part['enum'])) return part['enum'].map(typeOfValue);
  return [...asSchemas(part['anyOf']), ...asSchemas(part['oneOf'])].flatMap((branch) => listTypes(branch, root));
}

function typeOfValue(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonType;
}

type SchemaObject = Readonly<Record<string, unknown>>;

/** The schema itself and everything that it always applies. */
function flatten(schema: ParamSchema, root: ParamSchema, seen = new Set<unknown>()): SchemaObject[] {
  if (typeof schema === 'boolean' || seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema['$ref'] === 'string' ? [resolveRef(schema['$ref'], root)] : [];
  return [schema, ...[...target, ...asSchemas(schema['allOf'])].flatMap((part) => flatten(part, root, seen))];
}

function resolveRef(ref: string, root: ParamSchema): ParamSchema {
  if (ref === '#') return root;
  const name = decodeURIComponent(ref.replace('#/$defs/', '')).replaceAll('~1', '/').replaceAll('~0', '~');
  return (asObject(asObject(root)['$defs'])[name] ?? true) as ParamSchema;
}

function asObject(value: unknown): SchemaObject {
  return typeof value === 'object' && value !== null ? (value as SchemaObject) : {};
}

function asSchemas(value: unknown): ParamSchema[] {
  return Array.isArray(value) ? (value as ParamSchema[]) : [];
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
}
