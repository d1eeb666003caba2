import { flattenSchema } from './flatten-schema.ts';
import { isRecord, type JsonSchema, type SchemaObject, type SchemaPlace, type SchemaRoot } from './json-schema.ts';
import type { Resource, SchemaBundle } from './schema-bundle.ts';

/** A schema that something refers to, in one dialect (2020-12) and with references to other definitions only. */
export interface FlatDefinition extends SchemaPlace {
  /** Unique in the bundle; `flat` says `$ref: '#/$defs/<id>'`. Names are given later, where it is known what is used together. */
  readonly id: string;
  /** The schema as it was written. */
  readonly source: SchemaObject;
  readonly flat: JsonSchema;
}

/** The dynamic anchors of all resources around a schema, the outermost of each name (JSON Schema core, 7.1). */
export interface DynamicScope {
  readonly key: string;
  readonly anchors: ReadonlyMap<string, SchemaObject>;
}

const flatSchemasOf = new WeakMap<SchemaBundle, FlatSchemas>();

/** The flat form of everything in `bundle`; made once, on demand. */
export function flatSchemas(bundle: SchemaBundle): FlatSchemas {
  const known = flatSchemasOf.get(bundle);
  if (known !== undefined) return known;
  const made = new FlatSchemas(bundle);
  flatSchemasOf.set(bundle, made);
  return made;
}

/**
 * Every later stage sees one dialect, and references that lead to a definition directly: drafts, base URIs, anchors, dynamic and recursive
 * references end here. A schema that depends on its dynamic scope becomes one definition for each scope it is used in.
 */
export class FlatSchemas {
  readonly bundle: SchemaBundle;
  readonly #definitions = new Map<string, Definition>();
  readonly #keys = new WeakMap<SchemaObject, number>();
  readonly #sources = new WeakMap<object, SchemaObject>();
  #count = 0;

  constructor(bundle: SchemaBundle) {
    this.bundle = bundle;
  }

  /** The definition of a root. A root that only refers is what it refers to. */
  root(root: SchemaRoot): FlatDefinition {
    this.bundle.add(root);
    const schema = isRecord(root.schema) ? root.schema : root.schema === false ? { allOf: [false] } : {};
    if (schema !== root.schema) this.bundle.add({ ...root, schema });
    return this.define(schema, { key: '', anchors: new Map() });
  }

  get(id: string): FlatDefinition {
    const definition = this.#definitions.get(id);
    if (definition === undefined) throw new Error(`no definition ${id}`);
    return definition;
  }

  /** The definition of `schema` in a scope. */
  define(schema: SchemaObject, scope: DynamicScope): FlatDefinition {
    const [target, inner] = this.#last(schema, scope);
    const id = `${this.#numberOf(target)}${inner.key}`;
    const known = this.#definitions.get(id);
    if (known !== undefined) return known;
    const definition = new Definition(id, target, inner, this);
    this.#definitions.set(id, definition);
    return definition;
  }

  /** Notes of what a flat schema was made. */
  noteSource(flat: object, source: SchemaObject): void {
    this.#sources.set(flat, source);
  }

  /** The schema that a flat one was made of, as it was written. */
  sourceOf(flat: object): SchemaObject | undefined {
    return this.#sources.get(flat);
  }

  /** The scope inside `resource`: what is named further out wins. */
  enter(scope: DynamicScope, resource: Resource): DynamicScope {
    const added = [...resource.dynamicAnchors].filter(([name]) => !scope.anchors.has(name));
    if (added.length === 0) return scope;
    const anchors = new Map([...scope.anchors, ...added]);
    const key = [...anchors].map(([name, schema]) => `_${name}_${this.#numberOf(schema)}`).sort();
    return { key: key.join(''), anchors };
  }

  /** Follows `{ $ref }` that says nothing else. A loop, not recursion: chains may be thousands long. */
  #last(start: SchemaObject, outer: DynamicScope): [SchemaObject, DynamicScope] {
    const seen = new Set<SchemaObject>();
    let schema = start;
    let scope = outer;
    for (;;) {
      const context = this.bundle.contextOf(schema);
      if (context !== undefined) scope = this.enter(scope, context.resource);
      if (seen.has(schema) || !saysOnlyRef(schema)) return [schema, scope];
      seen.add(schema);
      const target = this.bundle.resolve(String(schema['$ref']), schema);
      if (!isRecord(target)) return [schema, scope];
      schema = target;
    }
  }

  #numberOf(schema: SchemaObject): number {
    const known = this.#keys.get(schema);
    if (known !== undefined) return known;
    this.#keys.set(schema, ++this.#count);
    return this.#count;
  }
}

const SILENT_BESIDE_REF = new Set(['$ref', '$schema', '$id', '$comment', '$defs', 'definitions']);

function saysOnlyRef(schema: SchemaObject): boolean {
  return typeof schema['$ref'] === 'string' && Object.keys(schema).every((keyword) => SILENT_BESIDE_REF.has(keyword));
}

class Definition implements FlatDefinition {
  readonly id: string;
  readonly source: SchemaObject;
  readonly uri: string;
  readonly pointer: string;
  readonly #scope: DynamicScope;
  readonly #flats: FlatSchemas;
  #flat: JsonSchema | undefined;

  constructor(id: string, source: SchemaObject, scope: DynamicScope, flats: FlatSchemas) {
    this.id = id;
    this.source = source;
    this.uri = flats.bundle.contextOf(source)?.uri ?? '';
    this.pointer = flats.bundle.contextOf(source)?.pointer ?? '';
    this.#scope = scope;
    this.#flats = flats;
  }

  /** Made when it is first asked for, so that schemas may refer to each other in circles. */
  get flat(): JsonSchema {
    this.#flat ??= flattenSchema(this.source, this.#scope, this.#flats);
    return this.#flat;
  }
}
