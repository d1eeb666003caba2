import type { z } from 'zod';
import { checkLosses } from './check-losses.ts';
import type { Loss } from './zod-answer.ts';

type Schema = z.core.$ZodType;
type Def = Readonly<Record<string, unknown>>;

/** Types of zod that JSON has no values for, or that make other values of those that come in. */
const FOREIGN: Readonly<Record<string, string>> = {
  bigint: 'a bigint',
  date: 'a Date',
  symbol: 'a symbol',
  undefined: 'undefined',
  void: 'undefined',
  nan: 'NaN',
  map: 'a Map',
  set: 'a Set',
  file: 'a file',
  function: 'a function',
  promise: 'a promise',
  custom: 'a custom type',
  success: 'a success flag',
};

/** Everything in a zod schema that its JSON Schema would not say, or would say otherwise. What is not known to be carried counts as lost. */
export function listLosses(root: Schema): Loss[] {
  const search = new LossSearch();
  search.visit(root, [], true);
  search.checkDefaults();
  return search.losses;
}

class LossSearch {
  readonly losses: Loss[] = [];
  readonly #seen = new Set<Schema>();
  readonly #defaults: { def: Def; path: readonly string[]; first: string | undefined }[] = [];

  /** `fills`: a default found here would be filled in by a validator. */
  visit(schema: Schema, path: readonly string[], fills: boolean): void {
    if (this.#seen.has(schema)) return;
    this.#seen.add(schema);
    const def = schema._zod.def as unknown as Def;
    const type = String(def['type']);
    if (def['coerce'] === true) this.#lose(path, `a coercion to ${type}`, 'change');
    for (const what of checkLosses(schema)) this.losses.push({ path, ...what });
    const foreign = FOREIGN[type];
    if (foreign !== undefined) return this.#lose(path, foreign, 'type');
    this.#inside(type, schema, def, path, fills);
  }

  /** Defaults that are made anew each time are no constants. */
  checkDefaults(): void {
    if (this.#defaults.length > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // a clock moves on
    for (const { def, path, first } of this.#defaults)
      if (textOf(def['defaultValue']) !== first) this.#lose(path, 'a default that differs each time', 'default');
  }

  #lose(path: readonly string[], what: string, kind: Loss['kind']): void {
    this.losses.push({ path, what, kind });
  }

  #inside(type: string, schema: Schema, def: Def, path: readonly string[], fills: boolean): void {
    const visit = (inner: unknown, at: readonly string[] = path, filling: boolean = fills): void =>
      this.visit(inner as Schema, at, filling);
    switch (type) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
      case 'any':
      case 'unknown':
      case 'never':
      case 'enum':
      case 'template_literal':
        return;
      case 'literal':
        if (!(def['values'] as unknown[]).every(isJson)) this.#lose(path, 'a literal that JSON does not have', 'type');
        return;
      case 'object':
        for (const [name, inner] of Object.entries(def['shape'] as Record<string, Schema>)) this.#property(inner, [...path, name], fills);
        if (def['catchall'] !== undefined) visit(def['catchall']);
        return;
      case 'array':
        return visit(def['element']);
      case 'tuple':
        for (const item of def['items'] as Schema[]) visit(item);
        if (def['rest'] !== null && def['rest'] !== undefined) visit(def['rest']);
        return;
      case 'record':
        return this.#record(def, path, visit);
      case 'union':
        for (const option of def['options'] as Schema[]) visit(option, path, false);
        return;
      case 'intersection':
        visit(def['left']);
        return visit(def['right']);
      case 'nullable':
        return visit(def['innerType'], path, false);
      case 'lazy':
        return visit((schema._zod as unknown as { innerType: Schema }).innerType);
      case 'default':
      case 'prefault':
        this.#default(def, path);
        return visit(def['innerType']);
      case 'optional':
      case 'nonoptional':
      case 'readonly':
        return visit(def['innerType']);
      case 'catch':
        return this.#lose(path, 'a catch, which makes something valid of what is not', 'change');
      case 'pipe':
      case 'transform':
        return this.#lose(path, schema._zod.traits.has('$ZodCodec') ? 'a codec' : 'a transform or a pipe', 'change');
      default:
        return this.#lose(path, `a type that is not known here (${type})`, 'type');
    }
  }

  #property(inner: Schema, path: readonly string[], fills: boolean): void {
    if (!fills && hasDefault(inner)) this.#lose(path, 'a default inside of a union or of what may be null', 'branch');
    this.visit(inner, path, fills);
  }

  #default(def: Def, path: readonly string[]): void {
    const value = def['defaultValue'];
    if (isJson(value)) this.#defaults.push({ def, path, first: textOf(value) });
    else this.#lose(path, 'a default that JSON does not have', 'default');
  }

  #record(def: Def, path: readonly string[], visit: (inner: unknown, at?: readonly string[], filling?: boolean) => void): void {
    const key = (def['keyType'] as Schema)._zod.def as unknown as Def;
    if (def['mode'] === 'loose') this.#lose(path, 'a loose record', 'check');
    if (key['type'] === 'number' && Array.isArray(key['checks']) && key['checks'].length > 0)
      this.#lose(path, 'a record with checked numbers for keys', 'check');
    visit(def['keyType'], path, false);
    visit(def['valueType']);
  }
}

function hasDefault(schema: Schema): boolean {
  const def = schema._zod.def as unknown as Def;
  if (def['type'] === 'default' || def['type'] === 'prefault') return true;
  return ['optional', 'nullable', 'readonly', 'nonoptional'].includes(String(def['type'])) && hasDefault(def['innerType'] as Schema);
}

/** Whether JSON can hold the value as it is. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (Array.isArray(value) || prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}

function textOf(value: unknown): string | undefined {
  return isJson(value) ? JSON.stringify(value) : undefined;
}
