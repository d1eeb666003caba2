import { dialectOfDocument, readDialect, type Dialect } from './dialect.ts';
import {
  isRecord,
  own,
  pointerParts,
  pointerTo,
  refStandsAlone,
  type Draft,
  type JsonSchema,
  type SchemaObject,
  type SchemaPlace,
  type SchemaRoot,
} from './json-schema.ts';
import { loadMetaSchema } from './meta-schemas.ts';
import { subschemas } from './subschemas.ts';

export interface SchemaBundleOptions {
  /** For documents that do not say; default 2020-12. */
  readonly draft?: Draft;
  /** The value of a document, or undefined where there is none. Never asks the network. */
  load(uri: string): unknown;
  /** Where a schema stands, as an author would say it: `schemas/train.params.json:12`. Undefined where that is not known. */
  locate?(place: SchemaPlace): string | undefined;
}

/** What is known of a schema by where it stands. */
export interface SchemaContext extends SchemaPlace {
  /** Against which its relative references are read. */
  readonly base: string;
  readonly dialect: Dialect;
  /** The schema that `base` names: where `#` leads. */
  readonly resource: Resource;
  readonly depth: number;
}

/** A schema with a URI of its own, and the dynamic anchors in it; the one of `$recursiveAnchor` is ''. */
export interface Resource {
  readonly schema: SchemaObject;
  readonly dynamicAnchors: Map<string, SchemaObject>;
}

/** The documents of one plugin: finds where every reference leads, over drafts 7, 2019-09 and 2020-12. */
export class SchemaBundle {
  readonly #load: (uri: string) => unknown;
  readonly #locate: (place: SchemaPlace) => string | undefined;
  readonly #dialect: Dialect;
  readonly #documents = new Map<string, unknown>();
  readonly #resources = new Map<string, SchemaObject>();
  readonly #anchors = new Map<string, SchemaObject>();
  readonly #contexts = new WeakMap<SchemaObject, SchemaContext>();
  readonly #ambiguous = new WeakMap<SchemaObject, AmbiguousName>();
  readonly #used = new Set<string>();

  constructor(options: SchemaBundleOptions) {
    this.#load = (uri) => options.load(uri) ?? loadMetaSchema(uri);
    this.#locate = (place) => options.locate?.(place);
    this.#dialect = { draft: options.draft ?? '2020-12', asserts: true };
  }

  /** Makes a root known. An inline schema is a resource of its own: its `#/$defs` are inside it, its file references beside the document. */
  add(root: SchemaRoot): void {
    const base = root.pointer === '' ? root.uri : `${root.uri}?inline=${encodeURIComponent(root.pointer)}`;
    if (root.pointer === '') this.#documents.set(root.uri, root.schema);
    if (!isRecord(root.schema) || this.#contexts.has(root.schema)) return;
    this.#resources.set(base, root.schema);
    this.#index(root.schema, {
      uri: root.uri,
      pointer: root.pointer,
      base,
      dialect: dialectOfDocument(root.schema) ?? this.#dialect,
      resource: resourceOf(root.schema),
      depth: 0,
    });
  }

  /** What is known of a schema that was reached from a root. */
  contextOf(schema: SchemaObject): SchemaContext | undefined {
    return this.#contexts.get(schema);
  }

  /** File and line of a schema, where they are known. */
  locate(place: SchemaPlace): string | undefined {
    return this.#locate(place);
  }

  draftOf(schema: SchemaObject): Draft {
    return this.#contexts.get(schema)?.dialect.draft ?? this.#dialect.draft;
  }

  /** The schema that `ref` means where it stands in `from`, or undefined when it is not there. */
  resolve(ref: string, from: SchemaObject): JsonSchema | undefined {
    const context = this.#contexts.get(from);
    const target = this.target(ref, from);
    const found = target && this.#resource(target.uri, context?.dialect ?? this.#dialect);
    if (found !== undefined) return this.#inside(found, target!);
    // An `$id` on the web, and files side by side: what is not there under its web name may lie beside the document.
    const beside = context && context.uri !== context.base ? parseReference(ref, context.uri) : undefined;
    return beside && this.#inside(this.#resource(beside.uri, context!.dialect), beside);
  }

  #inside(found: unknown, { uri, fragment }: Target): JsonSchema | undefined {
    this.#used.add(uri);
    if (found === undefined || fragment === '') return asSchema(found);
    if (!fragment.startsWith('/')) this.#used.add(`${uri}#${fragment}`);
    if (!fragment.startsWith('/')) return this.#anchors.get(`${uri}#${fragment}`);
    return isRecord(found) || Array.isArray(found) ? this.#follow(found, fragment, uri) : undefined;
  }

  /** The document and the fragment that `ref` names, resolved against where it stands. Undefined when it is no URI reference. */
  target(ref: string, from: SchemaObject): Target | undefined {
    return parseReference(ref, this.#contexts.get(from)?.base);
  }

  /** The document or resource with this URI; undefined where there is none. */
  document(uri: string): unknown {
    return this.#resource(uri, this.#dialect);
  }

  /** Whether `schema` names a dialect that nobody here understands. */
  dialectProblem(schema: SchemaObject): string | undefined {
    const named = schema['$schema'];
    return typeof named === 'string' && readDialect(named, this.#load, this.#dialect) === undefined ? named : undefined;
  }

  /** How `schema` takes a name that another one has already: references to it would lead to either. */
  ambiguousName(schema: SchemaObject): AmbiguousName | undefined {
    return this.#ambiguous.get(schema);
  }

  /** Whether a reference asked for what has this URI. */
  isUsed(uri: string): boolean {
    return this.#used.has(uri);
  }

  /** The plain names that `#name` may have in the resource that `schema` belongs to. */
  anchorsNear(schema: SchemaObject): string[] {
    const prefix = `${this.#contexts.get(schema)?.base ?? ''}#`;
    return [...this.#anchors.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  #resource(uri: string, dialect: Dialect): unknown {
    const known = this.#resources.get(uri);
    if (known !== undefined) return known;
    if (!this.#documents.has(uri)) this.#documents.set(uri, this.#load(uri));
    const document = this.#documents.get(uri);
    if (isRecord(document) && !this.#contexts.has(document)) {
      this.#resources.set(uri, document);
      const own = dialectOfDocument(document) ?? dialect;
      this.#index(document, { uri, pointer: '', base: uri, dialect: own, resource: resourceOf(document), depth: 0 });
    }
    return document;
  }

  #follow(start: unknown, fragment: string, uri: string): JsonSchema | undefined {
    let at = start;
    let context = isRecord(at) ? this.#contexts.get(at) : undefined;
    let rest = '';
    for (const part of pointerParts(fragment)) {
      if (Array.isArray(at)) at = /^(0|[1-9]\d*)$/.test(part) ? at[Number(part)] : undefined;
      else if (isRecord(at)) at = own(at, part);
      else return undefined;
      rest = pointerTo(rest, part);
      const here = isRecord(at) ? this.#contexts.get(at) : undefined;
      if (here !== undefined) {
        context = here;
        rest = '';
      }
    }
    // A pointer may lead below a keyword that nobody knows: what is there becomes a schema by being pointed at.
    if (isRecord(at) && !this.#contexts.has(at)) {
      const parent = context ?? { uri, pointer: '', base: uri, dialect: this.#dialect, resource: resourceOf(at), depth: 0 };
      this.#index(at, { ...parent, pointer: parent.pointer + rest, depth: parent.depth + 1 });
    }
    return asSchema(at);
  }

  /** Notes everything below `root`. A list of work, not recursion: depth is judged by the check, not by the stack. */
  #index(root: SchemaObject, start: SchemaContext): void {
    const work: [SchemaObject, SchemaContext][] = [[root, start]];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const [schema, outer] = next;
      if (this.#contexts.has(schema)) continue;
      const context = this.#enter(schema, outer);
      this.#contexts.set(schema, context);
      const inside = [...subschemas(schema, context.dialect.draft)].toReversed(); // the first comes off the list first
      for (const { keyword, part, schema: inner } of inside) {
        if (!isRecord(inner)) continue;
        const pointer = part === undefined ? pointerTo(context.pointer, keyword) : pointerTo(context.pointer, keyword, part);
        work.push([inner, { ...context, pointer, depth: context.depth + 1 }]);
      }
    }
  }

  #enter(schema: SchemaObject, outer: SchemaContext): SchemaContext {
    let { base, dialect, resource } = outer;
    if (typeof schema['$schema'] === 'string') dialect = readDialect(schema['$schema'], this.#load, dialect) ?? dialect;
    const hidden = refStandsAlone(dialect.draft) && '$ref' in schema;
    const id = hidden ? undefined : schema[dialect.draft === '4' ? 'id' : '$id'];
    if (typeof id === 'string') {
      const url = parseUri(id, base);
      if (url !== undefined) {
        const anchor = url.hash.slice(1);
        url.hash = '';
        if (anchor !== '') this.#name(this.#anchors, `${url.href}#${anchor}`, schema, '$id');
        if (!id.startsWith('#')) {
          base = url.href;
          if (outer.resource.schema !== schema) resource = resourceOf(schema);
          this.#name(this.#resources, base, schema, '$id');
        }
      }
    }
    if (!refStandsAlone(dialect.draft)) this.#noteAnchors(schema, base, dialect.draft, resource);
    return { ...outer, base, dialect, resource };
  }

  /** The first one keeps a name. The same schema read from two places is not ambiguous. */
  #name(names: Map<string, SchemaObject>, name: string, schema: SchemaObject, keyword: string): void {
    const known = names.get(name);
    if (known === undefined) names.set(name, schema);
    else if (known !== schema && JSON.stringify(known) !== JSON.stringify(schema)) this.#ambiguous.set(schema, { keyword, uri: name });
  }

  #noteAnchors(schema: SchemaObject, base: string, draft: Draft, resource: Resource): void {
    const dynamic = draft === '2020-12' ? schema['$dynamicAnchor'] : undefined;
    for (const [keyword, anchor] of Object.entries({ $anchor: schema['$anchor'], $dynamicAnchor: dynamic })) {
      if (typeof anchor === 'string') this.#name(this.#anchors, `${base}#${anchor}`, schema, keyword);
    }
    if (typeof dynamic === 'string') resource.dynamicAnchors.set(dynamic, schema);
    if (draft === '2019-09' && schema['$recursiveAnchor'] === true && resource.schema === schema) resource.dynamicAnchors.set('', schema);
  }
}

/** The keyword that gives a schema a name, and the URI that it makes. */
export interface AmbiguousName {
  readonly keyword: string;
  readonly uri: string;
}

/** What a reference names. */
export interface Target {
  readonly uri: string;
  readonly fragment: string;
}

function parseReference(ref: string, base: string | undefined): Target | undefined {
  try {
    const url = new URL(ref, base);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    return { uri: url.href, fragment };
  } catch {
    return undefined;
  }
}

function resourceOf(schema: SchemaObject): Resource {
  return { schema, dynamicAnchors: new Map() };
}

function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'boolean' || isRecord(value) ? value : undefined;
}

function parseUri(ref: string, base: string): URL | undefined {
  try {
    return new URL(ref, base);
  } catch {
    return undefined;
  }
}
