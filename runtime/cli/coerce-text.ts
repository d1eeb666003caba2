import { type JsonType, keywordOf, type Param, type ParamSchema, typesOf } from './param-schema.ts';

export type Coerced = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Numbers as JSON writes them: no hex, no blanks, no Infinity. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * One word of a command line as a value of the schema. Strict: what does not read as one of the schema's types is a problem, never a guess; a schema
 * without a type takes JSON, else text.
 */
export function coerceText(text: string, types: ReadonlySet<JsonType>): Coerced {
  if (types.size === 0) return { ok: true, value: parseJson(text) ?? text };
  for (const read of READERS) {
    const value = read(text, types);
    if (value !== undefined) return { ok: true, value };
  }
  if (isNumeric(types) && NUMBER.test(text) && !isExact(text, Number(text)))
    return { ok: false, problem: `${text} is too large to be exact` };
  return { ok: false, problem: `must be ${describeTypes(types)} (got ${JSON.stringify(text)})` };
}

/** The types of a list's items. */
export function itemTypes(param: Param, root: ParamSchema): ReadonlySet<JsonType> {
  const items = keywordOf(param.schema, root, 'items');
  return items === undefined ? new Set() : typesOf(items as ParamSchema, root);
}

/** True where a comma can be no part of an item of a list, so that `1,2,3` are three. */
export function splitsAtCommas(itemTypes: ReadonlySet<JsonType>): boolean {
  return itemTypes.size > 0 && !(['string', 'object', 'array'] as const).some((type) => itemTypes.has(type));
}

/** Tried in this order: text comes last, because everything is text. */
const READERS: readonly ((text: string, types: ReadonlySet<JsonType>) => unknown)[] = [
  (text, types) => (types.has('null') && text === 'null' ? null : undefined),
  (text, types) => (types.has('boolean') && (text === 'true' || text === 'false') ? text === 'true' : undefined),
  readNumber,
  (text, types) => (types.has('array') && text.startsWith('[') ? parseJson(text) : undefined),
  (text, types) => (types.has('object') && text.startsWith('{') ? parseJson(text) : undefined),
  (text, types) => (types.has('string') ? text : undefined),
];

function readNumber(text: string, types: ReadonlySet<JsonType>): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  if (!isExact(text, value)) return undefined;
  return types.has('number') || (types.has('integer') && Number.isInteger(value)) ? value : undefined;
}

function isNumeric(types: ReadonlySet<JsonType>): boolean {
  return types.has('integer') || types.has('number');
}

/** Digits that would not come back as they were typed are refused; a fraction is a double by nature. */
function isExact(text: string, value: number): boolean {
  const isDigits = /^-?\d+$/.test(text) && Number.isFinite(value);
  return isDigits ? String(value) === text || BigInt(text) === BigInt(value) : Number.isFinite(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NAMES: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  string: 'text',
  array: 'a list such as [1, 2]',
  object: 'an object such as {"a": 1}',
};

export function describeTypes(types: ReadonlySet<JsonType>): string {
  return [...types].map((type) => NAMES[type]).join(' or ');
}
