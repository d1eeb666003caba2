import { suggest } from '../validation/suggest.ts';
import { coerceText, describeTypes, itemTypes } from './coerce-text.ts';
import { type JsonType, listParams, type Param, type ParamSchema } from './param-schema.ts';

export interface CoercedFlags {
  readonly values: Readonly<Record<string, unknown>>;
  /** Param → the flag as it was typed, for messages: `--learning-rate`. */
  readonly flags: ReadonlyMap<string, string>;
  /** A flag that is no param, or has no value: wrong usage, one line each. */
  readonly usage: readonly string[];
  /** A value that does not read as the param's type, one line each. */
  readonly problems: readonly string[];
}

/**
 * The words behind `run <action>` as params: `--learning-rate 0.1`, `--learning_rate=0.1`, `--verbose`, `--no-verbose`, `--tag a --tag b`,
 * `--sizes 1,2,3`.
 * `others` are the options that the command itself has, for suggestions.
 */
export function coerceFlags(words: readonly string[], schema: ParamSchema, others: readonly string[] = []): CoercedFlags {
  const params = new Map(
    listParams(schema).flatMap((param): [string, Param][] => [
      [param.name, param],
      [toKebab(param.name), param],
    ]),
  );
  const reader = new FlagReader(params, schema, others);
  for (let index = 0; index < words.length;) index += reader.read(words[index]!, words[index + 1]);
  return { values: Object.fromEntries(reader.values), flags: reader.flags, usage: reader.usage, problems: reader.problems };
}

/** `learning_rate` → `learning-rate` */
export function toKebab(name: string): string {
  return name.replaceAll('_', '-');
}

class FlagReader {
  readonly values = new Map<string, unknown>();
  readonly flags = new Map<string, string>();
  readonly usage: string[] = [];
  readonly problems: string[] = [];
  readonly #params: ReadonlyMap<string, Param>;
  readonly #schema: ParamSchema;
  readonly #others: readonly string[];

  constructor(params: ReadonlyMap<string, Param>, schema: ParamSchema, others: readonly string[]) {
    this.#params = params;
    this.#schema = schema;
    this.#others = others;
  }

  /** Reads one flag, and the word after it where the flag takes it. Gives how many words were used. */
  read(word: string, next: string | undefined): number {
    const [, name, inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined)
      return this.#refuse(word.startsWith('-') ? `there is no option ${word}` : `${JSON.stringify(word)} belongs to no option`);
    const param = this.#params.get(name);
    if (param === undefined)
      return this.#readNegation(word, name) ?? this.#refuse(this.#explainUnknown(name), isValue(next) && inline === undefined ? 2 : 1);
    if (inline !== undefined) return this.#set(param, `--${name}`, inline, 1);
    if (isFlag(param) && next !== 'true' && next !== 'false') return this.#store(param, `--${name}`, true, 1);
    if (next === undefined || next.startsWith('--'))
      return this.#refuse(`--${name} needs a value: ${describeTypes(param.types) || 'JSON or text'}`);
    return this.#set(param, `--${name}`, next, 2);
  }

  #readNegation(word: string, name: string): number | undefined {
    const param = name.startsWith('no-') ? this.#params.get(name.slice(3)) : undefined;
    return param !== undefined && isFlag(param) ? this.#store(param, word, false, 1) : undefined;
  }

  #set(param: Param, flag: string, text: string, used: number): number {
    if (param.types.has('array') && !param.types.has('string') && !text.startsWith('[')) return this.#append(param, flag, text, used);
    const value = this.#coerce(param, flag, text, param.types);
    return value === undefined ? used : this.#store(param, flag, value.value, used);
  }

  /** Items of a list: one a flag, or several between commas where a comma cannot be part of an item. */
  #append(param: Param, flag: string, text: string, used: number): number {
    const types = itemTypes(param, this.#schema);
    const texts = types.size === 0 || types.has('string') || types.has('object') || types.has('array') ? [text] : text.split(',');
    const items = texts.flatMap((item) => this.#coerce(param, flag, item, types) ?? []);
    const before = this.values.get(param.name);
    this.values.set(param.name, [...(Array.isArray(before) ? (before as unknown[]) : []), ...items.map((item) => item.value)]);
    this.flags.set(param.name, flag);
    return used;
  }

  #coerce(param: Param, flag: string, text: string, types: ReadonlySet<JsonType>): { readonly value: unknown } | undefined {
    const coerced = coerceText(text, types);
    if (coerced.ok) return coerced;
    this.problems.push(`${flag}: params.${param.name} ${coerced.problem}`);
    return undefined;
  }

  #store(param: Param, flag: string, value: unknown, used: number): number {
    if (this.values.has(param.name)) this.usage.push(`${flag} is given twice`);
    this.values.set(param.name, value);
    this.flags.set(param.name, flag);
    return used;
  }

  #refuse(problem: string, used = 1): number {
    this.usage.push(problem);
    return used;
  }

  #explainUnknown(name: string): string {
    const known = [...new Set([...this.#params.keys()].map(toKebab))];
    const near = suggest(name.replaceAll('_', '-'), [...known, ...this.#others]);
    if (near !== undefined) return `there is no option --${name}; did you mean --${near}?`;
    return `there is no option --${name}; the params are ${known.map((param) => `--${param}`).join(', ') || 'none'}`;
  }
}

/** A word that is no flag itself: `-1` is a value. */
function isValue(word: string | undefined): word is string {
  return word !== undefined && !word.startsWith('--');
}

/** `--verbose` alone means true. */
function isFlag(param: Param): boolean {
  return param.types.has('boolean') && !param.types.has('string');
}
