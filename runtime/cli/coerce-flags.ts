import type { Issue } from '../validation/issue.ts';
import { withoutValue } from '../redaction/secret-places.ts';
import { coerceText, describeTypes, itemTypes, splitsAtCommas } from './coerce-text.ts';
import { ParamFlags } from './param-flags.ts';
import { holdsSecret, type JsonType, type Param, type ParamSchema } from './param-schema.ts';

/** A value that was typed, and what is wrong with it. */
export interface FlagProblem {
  /** As it was typed. */
  readonly flag: string;
  readonly issue: Issue;
}

export interface CoercedFlags {
  readonly values: Readonly<Record<string, unknown>>;
  /** Param → the flag as it was typed, for messages: `--learning-rate`. */
  readonly flags: ReadonlyMap<string, string>;
  /** A flag that is no param, or has no value: wrong usage, one line each. */
  readonly usage: readonly string[];
  /** Values that do not read as the param's type. */
  readonly problems: readonly FlagProblem[];
}

/**
 * The words behind `run <action>` as params: `--learning-rate 0.1`, `--learning_rate=0.1`, `--param.learning_rate 0.1`, `--verbose`, `--no-verbose`,
 * `--tag a --tag b`, `--sizes 1,2,3`.
 * `own` are the options that the command itself has: they are suggested too.
 */
export function coerceFlags(words: readonly string[], schema: ParamSchema, own: readonly string[] = []): CoercedFlags {
  const reader = new FlagReader(new ParamFlags(schema, own), schema);
  for (let index = 0; index < words.length;) index += reader.read(words[index]!, words[index + 1]);
  return { values: Object.fromEntries(reader.values), flags: reader.flags, usage: reader.usage, problems: reader.problems };
}

class FlagReader {
  readonly values = new Map<string, unknown>();
  readonly flags = new Map<string, string>();
  readonly usage: string[] = [];
  readonly problems: FlagProblem[] = [];
  readonly #params: ParamFlags;
  readonly #schema: ParamSchema;

  constructor(params: ParamFlags, schema: ParamSchema) {
    this.#params = params;
    this.#schema = schema;
  }

  /** Reads one flag, and the word after it where the flag takes it. Gives how many words were used. */
  read(word: string, next: string | undefined): number {
    const [, name, inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined)
      return this.#refuse(word.startsWith('-') ? `there is no option ${word}` : `${JSON.stringify(word)} belongs to no option`);
    const param = this.#params.find(name);
    if (param === undefined)
      return (
        this.#readNegation(word, name) ?? this.#refuse(this.#params.explainUnknown(name), isValue(next) && inline === undefined ? 2 : 1)
      );
    if (inline !== undefined) return this.#set(param, `--${name}`, inline, 1);
    if (isFlag(param) && (next === undefined || next.startsWith('-'))) return this.#store(param, `--${name}`, true, 1);
    if (next === undefined || next.startsWith('--'))
      return this.#refuse(`--${name} needs a value: ${describeTypes(param.types) || 'JSON or text'}`);
    return this.#set(param, `--${name}`, next, 2);
  }

  #readNegation(word: string, name: string): number | undefined {
    const param = name.startsWith('no-') ? this.#params.find(name.slice(3)) : undefined;
    return param !== undefined && isFlag(param) ? this.#store(param, word, false, 1) : undefined;
  }

  #set(param: Param, flag: string, text: string, used: number): number {
    if (param.types.has('array') && !param.types.has('string') && !text.startsWith('[')) return this.#append(param, flag, text, used);
    const value = this.#coerce(param, [param.name], flag, text, param.types);
    return value === undefined ? used : this.#store(param, flag, value.value, used);
  }

  /** Items of a list: one a flag, or several between commas where a comma cannot be part of an item. */
  #append(param: Param, flag: string, text: string, used: number): number {
    const types = itemTypes(param, this.#schema);
    const before = this.values.get(param.name);
    const list: unknown[] = Array.isArray(before) ? before : [];
    const items = (splitsAtCommas(types) ? text.split(',') : [text]).map((item, index) =>
      this.#coerce(param, [param.name, list.length + index], flag, item, types),
    );
    this.values.set(param.name, [...list, ...items.map((item) => item?.value)]);
    this.flags.set(param.name, flag);
    return used;
  }

  #coerce(
    param: Param,
    path: Issue['path'],
    flag: string,
    text: string,
    types: ReadonlySet<JsonType>,
  ): { readonly value: unknown } | undefined {
    const coerced = coerceText(text, types);
    if (coerced.ok) return coerced;
    const message = holdsSecret(param, this.#schema) ? withoutValue(coerced.problem) : coerced.problem;
    this.problems.push({ flag, issue: { path, message, keyword: 'type' } });
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
}

/** A word that is no flag itself: `-1` is a value. */
function isValue(word: string | undefined): word is string {
  return word !== undefined && !word.startsWith('--');
}

/** `--verbose` alone means true. */
function isFlag(param: Param): boolean {
  return param.types.has('boolean') && !param.types.has('string');
}
