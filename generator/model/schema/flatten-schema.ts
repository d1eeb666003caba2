import type { DynamicScope, FlatSchemas } from './flat-schemas.ts';
import { excludesByFlag, isRecord, refStandsAlone, type JsonSchema, type SchemaObject } from './json-schema.ts';
import { keywordOf } from './keywords.ts';
import { modernPattern } from './modern-pattern.ts';
import type { SchemaContext } from './schema-bundle.ts';

type Flat = Record<string, unknown>;

/**
 * One schema in the dialect of draft 2020-12, without `$id`, anchors and keywords that its own draft does not know; annotations and `x-*` stay.
 * What cannot be said in place (two references beside each other) goes into `allOf`.
 */
export function flattenSchema(schema: unknown, outer: DynamicScope, flats: FlatSchemas): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) return true; // not a schema; the check has said so
  const context = flats.bundle.contextOf(schema);
  if (context === undefined) return true;
  return new Flattening(schema, context, flats.enter(outer, context.resource), flats).run();
}

class Flattening {
  readonly #schema: SchemaObject;
  readonly #context: SchemaContext;
  readonly #scope: DynamicScope;
  readonly #flats: FlatSchemas;
  readonly #extra: JsonSchema[] = [];
  readonly #out: [string, unknown][] = [];

  constructor(schema: SchemaObject, context: SchemaContext, scope: DynamicScope, flats: FlatSchemas) {
    this.#schema = schema;
    this.#context = context;
    this.#scope = scope;
    this.#flats = flats;
  }

  run(): JsonSchema {
    const { draft, asserts } = this.#context.dialect;
    const refAlone = refStandsAlone(draft) && typeof this.#schema['$ref'] === 'string';
    for (const [name, value] of Object.entries(this.#schema)) {
      if (name.startsWith('x-') || name === '$comment') this.#put(name, value);
      const keyword = keywordOf(name, draft);
      if (!keyword?.drafts.includes(draft)) continue;
      if (keyword.role === 'core') this.#reference(name, value);
      else if (keyword.role === 'annotation') this.#put(name, value);
      else if (!refAlone && (asserts || keyword.role === 'applicator')) this.#keyword(name, value);
    }
    const flat: Flat = Object.fromEntries(this.#out);
    if (this.#extra.length > 0) flat['allOf'] = [...((flat['allOf'] as JsonSchema[] | undefined) ?? []), ...this.#extra];
    this.#flats.noteSource(flat, this.#schema);
    return flat;
  }

  #put(name: string, value: unknown): void {
    this.#out.push([name, value]);
  }

  #inner = (schema: unknown): JsonSchema => flattenSchema(schema, this.#scope, this.#flats);

  #reference(name: string, value: unknown): void {
    if (typeof value !== 'string' || (name !== '$ref' && name !== '$dynamicRef' && name !== '$recursiveRef')) return;
    const target = this.#target(name, value);
    if (target === undefined || target === true) return;
    if (target === false) this.#extra.push(false);
    else {
      const reference = { $ref: `#/$defs/${this.#flats.define(target, this.#scope).id}` };
      if (this.#out.some(([taken]) => taken === '$ref')) this.#extra.push(reference);
      else this.#put('$ref', reference.$ref);
    }
  }

  /** `$dynamicRef` and `$recursiveRef` lead to the outermost schema of the same anchor, if they lead to an anchor at all (core, 8.2.3.2). */
  #target(name: string, value: string): JsonSchema | undefined {
    const { bundle } = this.#flats;
    const target = bundle.resolve(value, this.#schema);
    if (name === '$ref' || !isRecord(target)) return target;
    const anchor = name === '$recursiveRef' ? '' : value.slice(value.indexOf('#') + 1);
    const there = bundle.contextOf(target)?.resource.dynamicAnchors.get(anchor);
    return there === target ? (this.#scope.anchors.get(anchor) ?? target) : target;
  }

  #keyword(name: string, value: unknown): void {
    switch (name) {
      case 'enum':
        if (Array.isArray(value) && value.length === 0) this.#extra.push(false);
        else this.#put(name, value);
        return;
      case 'items':
        if (Array.isArray(value)) this.#put('prefixItems', value.map(this.#inner));
        else this.#put('items', this.#inner(value));
        return;
      case 'additionalItems':
        if (Array.isArray(this.#schema['items'])) this.#put('items', this.#inner(value));
        return;
      case 'dependencies':
        if (isRecord(value)) this.#dependencies(value);
        return;
      case 'properties':
        if (isRecord(value)) this.#properties(value);
        return;
      case 'minimum':
      case 'maximum':
        return this.#bound(name, value);
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        if (typeof value !== 'boolean') this.#put(name, value); // a flag is said with its bound
        return;
      case 'type':
        return this.#put(
          name,
          this.#schema['nullable'] === true && this.#context.dialect.draft === 'openapi-3.0' ? withNull(value) : value,
        );
      case 'pattern':
        return this.#put(name, typeof value === 'string' ? (modernPattern(value) ?? value) : value);
      case 'patternProperties':
        return isRecord(value) ? this.#put(name, this.#patterns(value)) : undefined;
      case 'nullable':
        return; // said with the type; without one it says nothing (OpenAPI 3.0.3, 4.7.24.1)
      case 'then':
      case 'else':
        if ('if' in this.#schema) this.#put(name, this.#inner(value));
        return;
      case 'minContains':
      case 'maxContains':
        if ('contains' in this.#schema) this.#put(name, value);
        return;
      default:
        this.#applicator(name, value);
    }
  }

  #bound(name: 'minimum' | 'maximum', value: unknown): void {
    const flag = name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    const excluded = this.#schema[flag] === true && excludesByFlag(this.#context.dialect.draft);
    this.#put(excluded ? flag : name, value);
  }

  #applicator(name: string, value: unknown): void {
    switch (keywordOf(name, '2020-12')?.value) {
      case 'schema':
        return this.#put(name, this.#inner(value));
      case 'schemas':
        return Array.isArray(value) && value.length > 0 ? this.#put(name, value.map(this.#inner)) : undefined;
      case 'schema-map':
        return isRecord(value) ? this.#put(name, this.#map(value)) : undefined;
      default:
        return this.#put(name, value);
    }
  }

  #map(schemas: Readonly<Record<string, unknown>>): Flat {
    return Object.fromEntries(Object.entries(schemas).map(([key, inner]) => [key, this.#inner(inner)]));
  }

  /** Two patterns may be one when they are written as they should be. */
  #patterns(patterns: Readonly<Record<string, unknown>>): Flat {
    const flat = new Map<string, JsonSchema>();
    for (const [written, inner] of Object.entries(patterns)) {
      const pattern = modernPattern(written) ?? written;
      const other = flat.get(pattern);
      flat.set(pattern, other === undefined ? this.#inner(inner) : { allOf: [other, this.#inner(inner)] });
    }
    return Object.fromEntries(flat);
  }

  /** `__proto__` cannot be an ordinary key of an object in code; as a pattern it is only text. */
  #properties(properties: Readonly<Record<string, unknown>>): void {
    const flat = Object.entries(this.#map(properties));
    const proto = flat.find(([key]) => key === '__proto__');
    this.#put('properties', Object.fromEntries(flat.filter((entry) => entry !== proto)));
    if (proto === undefined) return;
    const patterns = this.#schema['patternProperties'];
    this.#put('patternProperties', { ...(isRecord(patterns) ? this.#patterns(patterns) : {}), '^__proto__$': proto[1] });
  }

  /** Before 2019-09 one keyword held names and schemas. */
  #dependencies(dependencies: Readonly<Record<string, unknown>>): void {
    const all = Object.entries(dependencies);
    const names = all.filter(([, value]) => Array.isArray(value));
    const schemas = all.filter(([, value]) => !Array.isArray(value)).map(([key, value]): [string, JsonSchema] => [key, this.#inner(value)]);
    const flat: Flat = {};
    if (names.length > 0) flat['dependentRequired'] = Object.fromEntries(names);
    if (schemas.length > 0) flat['dependentSchemas'] = Object.fromEntries(schemas);
    if ('dependentRequired' in this.#schema || 'dependentSchemas' in this.#schema) this.#extra.push(flat);
    else for (const [name, value] of Object.entries(flat)) this.#put(name, value);
  }
}

function withNull(type: unknown): unknown {
  return [...new Set([type].flat()), 'null'];
}
