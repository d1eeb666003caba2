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
  if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) {
    return { ok: false, problem: `${text} is ${Number.isInteger(Number(text)) ? 'too large to be exact' : 'not a whole number'}` };
  }
  return { ok: false, problem: `must be ${describeTypes(types)} (got ${JSON.stringify(text)})` };
}

/** The types of a list's items. */
export function itemTypes(param: Param, root: ParamSchema): ReadonlySet<JsonType> {
  const items = keywordOf(param.schema, root, 'items');
  return items === undefined ? new Set() : typesOf(items as ParamSchema, root);
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
  if (Number.isInteger(value)) return (types.has('integer') || types.has('number')) && Number.isSafeInteger(value) ? value : undefined;
  return types.has('number') && Number.isFinite(value) ? value : undefined;
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
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  array: 'a list such as [1, 2]',
  object: 'an object such as {"a": 1}',
};

export function describeTypes(types: ReadonlySet<JsonType>): string {
  return [...types].map((type) => NAMES[type]).join(' or ');
}
