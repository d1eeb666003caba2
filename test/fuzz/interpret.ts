import { isDeepStrictEqual } from 'node:util';
import { isRecord, type SchemaObject } from '../../generator/model/schema/json-schema.ts';
import { fitsAlone, list, maps, within } from './fits-alone.ts';
import { type Draft, type Resource, SchemaIndex } from './schema-index.ts';

/** What a value got from a schema: undefined where it does not fit, else the properties and items that were evaluated (core, 11). */
type Evaluated = { readonly names: Set<string>; readonly items: Set<number> } | undefined;

/**
 * Whether a value fits a schema, read off the specification keyword by keyword: slow, plain, and built on no compiler, so that a fault of the
 * compiler below our validators is not a fault of their judge too. Knows the keywords that random schemas have, and defaults as notes.
 */
export function interpret(schema: SchemaObject, value: unknown, draft: Draft): boolean {
  return new Interpretation(new SchemaIndex(schema, draft)).evaluate(schema, value, []) !== undefined;
}

class Interpretation {
  readonly #index: SchemaIndex;
  readonly #draft: Draft;

  constructor(index: SchemaIndex) {
    this.#index = index;
    this.#draft = index.draft;
  }

  /** `around`: the resources that were entered, the outermost first. */
  evaluate(schema: unknown, value: unknown, around: readonly Resource[]): Evaluated {
    const evaluated = { names: new Set<string>(), items: new Set<number>() };
    if (!isRecord(schema)) return schema === false ? undefined : evaluated;
    const scope = [...around, this.#index.resourceOf(schema)];
    if (this.#draft === '7' && typeof schema['$ref'] === 'string') return this.#refer('$ref', schema, value, scope); // it hides all others
    const fits = (inner: unknown, part: unknown): boolean => this.evaluate(inner, part, scope) !== undefined;
    if (!fitsAlone(schema, value)) return undefined;
    if (Array.isArray(value) && !this.#fitsItems(schema, value, fits, evaluated.items)) return undefined;
    if (isRecord(value) && !fitsProperties(schema, value, fits, evaluated.names)) return undefined;
    for (const inner of this.#applied(schema, value, scope)) {
      if (inner === undefined) return undefined;
      for (const name of inner.names) evaluated.names.add(name);
      for (const at of inner.items) evaluated.items.add(at);
    }
    if (this.#draft === '7') return evaluated;
    if (isRecord(value) && 'unevaluatedProperties' in schema) {
      for (const name of Object.keys(value)) {
        if (!evaluated.names.has(name) && !fits(schema['unevaluatedProperties'], value[name])) return undefined;
        evaluated.names.add(name);
      }
    }
    if (Array.isArray(value) && 'unevaluatedItems' in schema) {
      for (const [at, item] of value.entries()) {
        if (!evaluated.items.has(at) && !fits(schema['unevaluatedItems'], item)) return undefined;
        evaluated.items.add(at);
      }
    }
    return evaluated;
  }

  #refer(keyword: string, schema: SchemaObject, value: unknown, scope: readonly Resource[]): Evaluated {
    return this.evaluate(this.#index.resolve(keyword, String(schema[keyword]), schema, scope), value, scope);
  }

  /** The outcomes of all schemas that apply to the same value. */
  #applied(schema: SchemaObject, value: unknown, scope: readonly Resource[]): Evaluated[] {
    const run = (inner: unknown): Evaluated => this.evaluate(inner, value, scope);
    const references = ['$ref', '$recursiveRef', '$dynamicRef'].filter((keyword) => typeof schema[keyword] === 'string');
    const outcomes = [...list(schema['allOf']).map(run), ...references.map((keyword) => this.#refer(keyword, schema, value, scope))];
    if ('not' in schema && run(schema['not']) !== undefined) outcomes.push(undefined);
    for (const keyword of ['anyOf', 'oneOf']) {
      if (!(keyword in schema)) continue;
      const fitting = list(schema[keyword])
        .map(run)
        .filter((outcome) => outcome !== undefined);
      if (fitting.length === 0 || (keyword === 'oneOf' && fitting.length > 1)) outcomes.push(undefined);
      else outcomes.push(...fitting);
    }
    if ('if' in schema) {
      const condition = run(schema['if']);
      if (condition !== undefined) outcomes.push(condition);
      const branch = condition === undefined ? schema['else'] : schema['then'];
      if (branch !== undefined) outcomes.push(run(branch));
    }
    if (isRecord(value))
      for (const [name, inner] of [...maps(schema, 'dependentSchemas'), ...maps(schema, 'dependencies')])
        if (Object.hasOwn(value, name) && !Array.isArray(inner)) outcomes.push(run(inner));
    return outcomes;
  }

  #fitsItems(
    schema: SchemaObject,
    items: readonly unknown[],
    fits: (inner: unknown, part: unknown) => boolean,
    evaluated: Set<number>,
  ): boolean {
    const isTuple = this.#draft !== '2020-12' && Array.isArray(schema['items']);
    const prefix = list(this.#draft === '2020-12' ? schema['prefixItems'] : isTuple ? schema['items'] : []);
    const others = isTuple ? 'additionalItems' : 'items';
    const isTwin = (item: unknown, at: number): boolean => items.slice(0, at).some((other) => isDeepStrictEqual(other, item));
    if (!within(items.length, schema, 'minItems', 'maxItems')) return false;
    if (schema['uniqueItems'] === true && items.some(isTwin)) return false;
    for (const [at, item] of items.entries()) {
      if (at >= prefix.length && !(others in schema)) continue;
      if (!fits(at < prefix.length ? prefix[at] : schema[others], item)) return false;
      evaluated.add(at);
    }
    if (!('contains' in schema)) return true;
    const found = [...items.entries()].filter(([, item]) => fits(schema['contains'], item));
    if (this.#draft === '2020-12') for (const [at] of found) evaluated.add(at);
    const isCounted = this.#draft !== '7';
    const least = isCounted && typeof schema['minContains'] === 'number' ? schema['minContains'] : 1;
    const most = isCounted && typeof schema['maxContains'] === 'number' ? schema['maxContains'] : Infinity;
    return found.length >= least && found.length <= most;
  }
}

function fitsProperties(
  schema: SchemaObject,
  value: SchemaObject,
  fits: (inner: unknown, part: unknown) => boolean,
  evaluated: Set<string>,
): boolean {
  const names = Object.keys(value);
  const has = (name: unknown): boolean => Object.hasOwn(value, String(name));
  if (!within(names.length, schema, 'minProperties', 'maxProperties')) return false;
  if (!list(schema['required']).every(has)) return false;
  const dependent = [...maps(schema, 'dependentRequired'), ...maps(schema, 'dependencies')];
  if (dependent.some(([name, needed]) => has(name) && !list(needed).every(has))) return false;
  return names.every((name) => {
    if ('propertyNames' in schema && !fits(schema['propertyNames'], name)) return false;
    const rules = maps(schema, 'patternProperties').flatMap(([pattern, inner]) => (new RegExp(pattern, 'u').test(name) ? [inner] : []));
    if (isRecord(schema['properties']) && Object.hasOwn(schema['properties'], name)) rules.push(schema['properties'][name]);
    if (rules.length === 0 && 'additionalProperties' in schema) rules.push(schema['additionalProperties']);
    if (rules.length > 0) evaluated.add(name);
    return rules.every((inner) => fits(inner, value[name]));
  });
}
