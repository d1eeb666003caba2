import { isRecord, own, pointerParts, type Draft as AnyDraft, type SchemaObject } from '../../generator/model/schema/json-schema.ts';

/** The drafts whose official suite is a promise. */
export type Draft = Extract<AnyDraft, '7' | '2019-09' | '2020-12'>;

/** A schema with a URI of its own. */
export interface Resource {
  readonly root: SchemaObject;
  readonly base: string;
}

const START = 'https://example.com/root.json';

/** Finds what references lead to, read off the specification (core, 8 and 9.2), and built on nothing of ours but the pointer. */
export class SchemaIndex {
  readonly draft: Draft;
  readonly #resources = new Map<string, Resource>();
  readonly #anchors = new Map<string, SchemaObject>();
  readonly #owners = new WeakMap<SchemaObject, Resource>();

  constructor(root: SchemaObject, draft: Draft) {
    this.draft = draft;
    this.#add(root, { root, base: START });
    this.#resources.set(START, this.resourceOf(root));
  }

  resourceOf(schema: SchemaObject): Resource {
    return this.#owners.get(schema)!;
  }

  /** What a reference in `from` leads to; with an anchor that is dynamic there, the outermost one of `scope` (core, 8.2.3.2). */
  resolve(keyword: string, reference: string, from: SchemaObject, scope: readonly Resource[]): unknown {
    const url = new URL(reference, this.resourceOf(from).base);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    const resource = this.#resources.get(url.href)!;
    if (fragment.startsWith('/')) return pointerParts(fragment).reduce<unknown>(stepInto, resource.root);
    const target = fragment === '' ? resource.root : this.#anchors.get(`${resource.base}#${fragment}`)!;
    if (keyword === '$recursiveRef' && target['$recursiveAnchor'] === true)
      return (scope.find(({ root }) => root['$recursiveAnchor'] === true) ?? resource).root;
    if (keyword !== '$dynamicRef' || target['$dynamicAnchor'] !== fragment) return target;
    const outer = scope.map(({ base }) => this.#anchors.get(`${base}#${fragment}`));
    return outer.find((schema) => schema?.['$dynamicAnchor'] === fragment) ?? target;
  }

  #add(schema: unknown, around: Resource): void {
    if (Array.isArray(schema)) return schema.forEach((item) => this.#add(item, around));
    if (!isRecord(schema)) return;
    const { $id: id, $ref: ref, $anchor: anchor, $dynamicAnchor: dynamic } = schema;
    const hidden = this.draft === '7' && typeof ref === 'string';
    const isOwn = typeof id === 'string' && !id.startsWith('#') && !hidden;
    const resource = isOwn ? { root: schema, base: new URL(id, around.base).href } : around;
    this.#owners.set(schema, resource);
    if (isOwn) this.#resources.set(resource.base, resource);
    const names = [anchor, dynamic, ...(typeof id === 'string' && id.startsWith('#') ? [id.slice(1)] : [])];
    for (const name of names) if (typeof name === 'string') this.#anchors.set(`${resource.base}#${name}`, schema);
    for (const [keyword, value] of Object.entries(schema)) {
      if (VALUES.has(keyword)) continue;
      if (MAPS.has(keyword) && isRecord(value)) Object.values(value).forEach((inner) => this.#add(inner, resource));
      else this.#add(value, resource);
    }
  }
}

const VALUES: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples', 'required', 'type', 'dependentRequired']);
const MAPS: ReadonlySet<string> = new Set(['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas', 'dependencies']);

function stepInto(value: unknown, part: string): unknown {
  return Array.isArray(value) ? (value as unknown[])[Number(part)] : isRecord(value) ? own(value, part) : undefined;
}
