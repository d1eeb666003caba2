import { cloneJson } from '../../validation/clone-json.ts';
import { parseAt, type Parser, type ParserContext } from './parser.ts';

/** What holds for the properties of an object, in the words of JSON Schema. */
export interface PropertySchemas {
  /** Filled in where they are absent, before anything else. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly named?: Readonly<Record<string, Parser>>;
  readonly patterns?: readonly { readonly pattern: RegExp; readonly schema: Parser }[];
  /** For those that have neither a schema by name nor one by pattern, nor a name in `known`. */
  readonly others?: Parser;
  readonly known?: readonly string[];
}

/** For a zod `transform`, or `superRefine` where nothing is filled in: the object with what the schemas make of its properties. */
export function zodProperties({ defaults = {}, required = [], named = {}, patterns = [], others, known = [] }: PropertySchemas) {
  return (value: unknown, context: ParserContext): unknown => {
    if (!isObject(value)) {
      context.addIssue({ code: 'invalid_type', expected: 'object', input: value, fatal: true }); // later checks are for objects
      return value;
    }
    const filled: [string, unknown][] = Object.entries(defaults).filter(
      ([name]) => !Object.hasOwn(value, name) || value[name] === undefined,
    );
    const entries = new Map([...Object.entries(value), ...filled.map(([name, item]): [string, unknown] => [name, cloneJson(item)])]);
    for (const name of required)
      if (!entries.has(name)) context.addIssue({ code: 'custom', path: [name], message: 'must be there', input: undefined });
    for (const [name, item] of entries) {
      const own = Object.hasOwn(named, name) ? [named[name]!] : [];
      const matching = patterns.filter(({ pattern }) => pattern.test(name)).map(({ schema }) => schema);
      const isOther = own.length + matching.length === 0 && !known.includes(name);
      const schemas = isOther ? (others === undefined ? [] : [others]) : [...own, ...matching];
      entries.set(
        name,
        schemas.reduce((part, schema) => parseAt(schema, part, [name], context), item),
      );
    }
    return Object.fromEntries(entries);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
