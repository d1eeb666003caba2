import { canonicalJson } from '../model/contract-hash.ts';
import { assertedFormats } from '../model/schema/formats.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../model/schema/json-schema.ts';
import { ANYTHING, type At, type Branch, type Limit, type LimitName, openBranch, type Part, type ValueType } from './branch.ts';

const TYPE_OF: Readonly<Record<LimitName, ValueType>> = {
  minimum: 'number',
  maximum: 'number',
  minLength: 'string',
  maxLength: 'string',
  minItems: 'array',
  maxItems: 'array',
  minProperties: 'object',
  maxProperties: 'object',
};

/** Keywords that are compared by their text, each with those that belong to it, and the type of value that it is about. */
const OPAQUE: readonly (readonly [keyword: string, type: ValueType | undefined, ...with_: string[]])[] = [
  ['not', undefined],
  ['if', undefined, 'then', 'else'],
  ['contains', 'array', 'minContains', 'maxContains'],
  ['propertyNames', 'object'],
  ['dependentRequired', 'object'],
  ['dependentSchemas', 'object'],
  ['x-rules', undefined],
  ['x-validate', undefined],
];

export interface KeywordOptions {
  readonly fills: boolean;
  /** The names that are there when `required` is judged, because a default was written. */
  readonly filled: ReadonlySet<string>;
  readonly canonical: (schema: SchemaObject) => string;
}

/** What the keywords of a flat schema say themselves about values of one type: without references, `allOf` and alternatives. */
export function branchOfKeywords(schema: SchemaObject, type: ValueType, options: KeywordOptions): Branch {
  const branch = openBranch(type, { schema });
  const at = (keyword: string, name?: string): At => (name === undefined ? { schema, keyword } : { schema, keyword, name });
  const part = (inner: unknown): Part => ({ schemas: [inner as JsonSchema], fills: options.fills });
  for (const [keyword, only, ...others] of OPAQUE) {
    if (!(keyword in schema) || (only !== undefined && only !== type)) continue;
    const said = Object.fromEntries([keyword, ...others].flatMap((name) => (name in schema ? [[name, schema[name]]] : [])));
    branch.opaque.set(options.canonical(said), { keyword, at: at(keyword) });
  }
  for (const [name, of] of Object.entries(TYPE_OF) as [LimitName, ValueType][])
    if (of === type && typeof schema[name] === 'number') branch.limits.set(name, { value: schema[name], exclusive: false, at: at(name) });
  if (type === 'number') readNumber(branch, schema, at);
  if (type === 'string') {
    if (typeof schema['pattern'] === 'string') branch.patterns.set(schema['pattern'], at('pattern'));
    if (typeof schema['format'] === 'string' && Object.hasOwn(assertedFormats, schema['format']))
      branch.formats.set(schema['format'], at('format'));
  }
  if (type === 'array') readArray(branch, schema, at, part);
  if (type === 'object') readObject(branch, schema, at, part, options);
  readValues(branch, schema, at);
  return branch;
}

function readNumber(branch: Branch, schema: SchemaObject, at: (keyword: string) => At): void {
  const types = [schema['type']].flat();
  if (types.includes('integer') && !types.includes('number')) branch.integer = at('type');
  if (typeof schema['multipleOf'] === 'number') {
    branch.multiples.set(schema['multipleOf'], at('multipleOf'));
    if (Number.isInteger(schema['multipleOf'])) branch.integer ??= at('multipleOf');
  }
  for (const [keyword, name] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const)
    if (typeof schema[keyword] === 'number') tighten(branch, name, { value: schema[keyword], exclusive: true, at: at(keyword) });
}

function readArray(branch: Branch, schema: SchemaObject, at: (keyword: string) => At, part: (inner: unknown) => Part): void {
  if (schema['uniqueItems'] === true) branch.unique = at('uniqueItems');
  if (Array.isArray(schema['prefixItems'])) branch.prefix = schema['prefixItems'].map(part);
  if (schema['items'] === undefined) return;
  branch.items = part(schema['items']);
  if (schema['items'] === false) tighten(branch, 'maxItems', { value: branch.prefix.length, exclusive: false, at: at('items') });
}

function readObject(
  branch: Branch,
  schema: SchemaObject,
  at: (keyword: string, name?: string) => At,
  part: (inner: unknown) => Part,
  { fills, filled }: KeywordOptions,
): void {
  const { properties, patternProperties, additionalProperties, required } = schema;
  for (const [name, inner] of Object.entries(isRecord(properties) ? properties : {})) {
    branch.fields.set(name, { part: part(inner), at: at('properties', name) });
    if (fills && isRecord(inner) && 'default' in inner)
      branch.defaults.set(name, { value: inner['default'], at: { schema: inner, keyword: 'default' } });
  }
  for (const [pattern, inner] of Object.entries(isRecord(patternProperties) ? patternProperties : {}))
    branch.patternFields.set(pattern, { part: part(inner), at: at('patternProperties', pattern) });
  if (additionalProperties !== undefined)
    branch.others = { part: additionalProperties === true ? ANYTHING : part(additionalProperties), at: at('additionalProperties') };
  for (const name of Array.isArray(required) ? (required as string[]) : [])
    if (!filled.has(name)) branch.required.set(name, at('required'));
}

function readValues(branch: Branch, schema: SchemaObject, at: (keyword: string) => At): void {
  const lists = [
    ...('const' in schema ? [[schema['const']]] : []),
    ...(Array.isArray(schema['enum']) ? [schema['enum'] as unknown[]] : []),
  ];
  const [first, ...others] = branch.values === undefined ? lists : [...lists, branch.values.list];
  if (first === undefined || lists.length === 0) return;
  const list = others.reduce<readonly unknown[]>(shared, first).filter((value) => typeOfValue(value) === branch.type);
  branch.values = { list, at: at('const' in schema ? 'const' : 'enum') };
}

export function shared(one: readonly unknown[], two: readonly unknown[]): readonly unknown[] {
  const known = new Set(two.map(canonicalJson));
  return one.filter((value) => known.has(canonicalJson(value)));
}

export function typeOfValue(value: unknown): ValueType {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as ValueType);
}

/** The stricter of two limits. */
export function tighten(branch: Branch, name: LimitName, limit: Limit): void {
  const known = branch.limits.get(name);
  if (known === undefined || isStricter(limit, known, name)) branch.limits.set(name, limit);
}

export function isStricter(one: Limit, two: Limit, name: LimitName): boolean {
  if (one.value === two.value) return one.exclusive && !two.exclusive;
  return name.startsWith('min') ? one.value > two.value : one.value < two.value;
}
