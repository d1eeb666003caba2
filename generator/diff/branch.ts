import type { JsonSchema, SchemaObject } from '../model/schema/json-schema.ts';

export type ValueType = 'null' | 'boolean' | 'string' | 'number' | 'array' | 'object';
export const VALUE_TYPES: readonly ValueType[] = ['null', 'boolean', 'string', 'number', 'array', 'object'];

/** Where a schema says something: the flat schema, and the keyword in it. */
export interface At {
  readonly schema: SchemaObject;
  readonly keyword?: string;
  readonly name?: string;
}

/** Schemas that a value must fit all of; none of them: anything fits. `fills`: defaults in them are filled in. */
export interface Part {
  readonly schemas: readonly JsonSchema[];
  readonly fills: boolean;
}

/** A bound; `exclusive` says that the bound itself is out. */
export interface Limit {
  readonly value: number;
  readonly exclusive: boolean;
  readonly at: At;
}

/** Counts and sizes, each by the keyword that says it. `min…` grow, and `max…` shrink, where they are made stricter. */
export type LimitName = 'minimum' | 'maximum' | `${'min' | 'max'}${'Length' | 'Items' | 'Properties'}`;

/** One way in which a value can fit a schema: of one type, with everything that holds for it. References, `allOf` and alternatives are resolved. */
export interface Branch {
  readonly type: ValueType;
  /** Where it begins. */
  at: At;
  /** All values that are left, where they are listed. */
  values: { readonly list: readonly unknown[]; readonly at: At } | undefined;
  integer: At | undefined;
  readonly limits: Map<LimitName, Limit>;
  readonly multiples: Map<number, At>;
  readonly patterns: Map<string, At>;
  readonly formats: Map<string, At>;
  unique: At | undefined;
  prefix: Part[];
  items: Part;
  readonly fields: Map<string, { readonly part: Part; readonly at: At }>;
  readonly patternFields: Map<string, { readonly part: Part; readonly at: At }>;
  /** What holds for fields that are not named and match no pattern. */
  others: { readonly part: Part; readonly at: At | undefined };
  readonly required: Map<string, At>;
  readonly defaults: Map<string, { readonly value: unknown; readonly at: At }>;
  /** What is compared by its text alone: `not`, `if`, `contains` …; by keyword and text. */
  readonly opaque: Map<string, { readonly keyword: string; readonly at: At }>;
}

export const ANYTHING: Part = { schemas: [], fills: false };

/** The types whose values can be counted. */
const ALL_VALUES: Readonly<Partial<Record<ValueType, readonly unknown[]>>> = { null: [null], boolean: [false, true] };

export function openBranch(type: ValueType, at: At): Branch {
  const list = ALL_VALUES[type];
  return {
    type,
    at,
    values: list && { list, at },
    integer: undefined,
    limits: new Map(),
    multiples: new Map(),
    patterns: new Map(),
    formats: new Map(),
    unique: undefined,
    prefix: [],
    items: ANYTHING,
    fields: new Map(),
    patternFields: new Map(),
    others: { part: ANYTHING, at: undefined },
    required: new Map(),
    defaults: new Map(),
    opaque: new Map(),
  };
}

/** A copy that can be narrowed on its own. */
export function forkBranch(branch: Branch): Branch {
  return {
    ...branch,
    limits: new Map(branch.limits),
    multiples: new Map(branch.multiples),
    patterns: new Map(branch.patterns),
    formats: new Map(branch.formats),
    fields: new Map(branch.fields),
    patternFields: new Map(branch.patternFields),
    required: new Map(branch.required),
    defaults: new Map(branch.defaults),
    opaque: new Map(branch.opaque),
  };
}

export function both(one: Part, two: Part): Part {
  return { schemas: [...new Set([...one.schemas, ...two.schemas])], fills: one.fills || two.fills };
}

/** What a branch asks of the field `name`: by its name, by patterns, or as one of all others. */
export function fieldPart(branch: Branch, name: string): Part {
  const named = branch.fields.get(name);
  const matching = [...branch.patternFields].filter(([pattern]) => new RegExp(pattern, 'u').test(name)).map(([, { part }]) => part);
  const parts = [...(named === undefined ? [] : [named.part]), ...matching];
  return parts.length === 0 ? branch.others.part : parts.reduce(both);
}

/** What a branch asks of the item at an index. */
export function itemPart(branch: Branch, index: number): Part {
  return branch.prefix[index] ?? branch.items;
}
