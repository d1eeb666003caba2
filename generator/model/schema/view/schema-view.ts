import { isRecord, type JsonSchema, type SchemaObject } from '../json-schema.ts';

/** What a self-contained schema says of one value, through `$ref` and `allOf`. For forms and pages: what no keyword here says is left to the validator. */
export interface SchemaView {
  /** Every other keyword; bounds are the tightest, of all else the first one stands. */
  readonly keywords: SchemaObject;
  /** In the order in which they are written. */
  readonly properties: ReadonlyMap<string, SchemaView>;
  readonly required: ReadonlySet<string>;
  /** The branches of each `oneOf` and `anyOf`. */
  readonly choices: readonly (readonly SchemaView[])[];
  readonly conditions: readonly { readonly if: JsonSchema; readonly met?: SchemaView; readonly unmet?: SchemaView }[];
  /** What the presence of a property asks for. */
  readonly dependents: ReadonlyMap<string, SchemaView>;
  /** True for a definition that holds itself: its inner use says nothing more. */
  readonly isCircular: boolean;
}

const NOTHING: SchemaView = {
  keywords: {},
  properties: new Map(),
  required: new Set(),
  choices: [],
  conditions: [],
  dependents: new Map(),
  isCircular: false,
};

/** Reads a self-contained schema (every reference `#/$defs/<name>`, draft 2020-12) as a picture that is finite. */
export function viewSchema(root: JsonSchema): SchemaView {
  const definitions = isRecord(root) && isRecord(root['$defs']) ? root['$defs'] : {};
  return new SchemaReader(root, definitions).view(root, []);
}

/** Both at once: what the first says goes before what the second says. */
export function joinViews(a: SchemaView, b: SchemaView): SchemaView {
  const properties = new Map(a.properties);
  for (const [name, view] of b.properties) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? view : joinViews(known, view));
  }
  const dependents = new Map(a.dependents);
  for (const [name, view] of b.dependents) {
    const known = dependents.get(name);
    dependents.set(name, known === undefined ? view : joinViews(known, view));
  }
  return {
    keywords: joinKeywords(a.keywords, b.keywords),
    properties,
    required: new Set([...a.required, ...b.required]),
    choices: [...a.choices, ...b.choices],
    conditions: [...a.conditions, ...b.conditions],
    dependents,
    isCircular: a.isCircular || b.isCircular,
  };
}

/** How deep a page or a form follows, and how much of it there may be: definitions that refer to each other have more ways than anyone reads. */
const DEEPEST = 12;
const MOST_VISITS = 5_000;

class SchemaReader {
  readonly #root: JsonSchema;
  readonly #definitions: SchemaObject;
  #visits = 0;

  constructor(root: JsonSchema, definitions: SchemaObject) {
    this.#root = root;
    this.#definitions = definitions;
  }

  view(schema: unknown, above: readonly string[], depth = 0): SchemaView {
    if (depth > DEEPEST || ++this.#visits > MOST_VISITS) return { ...NOTHING, isCircular: true };
    if (schema === false) return { ...NOTHING, keywords: { enum: [] } };
    if (!isRecord(schema)) return NOTHING;
    const inner = (value: unknown): SchemaView => this.view(value, above, depth + 1);
    const list = (value: unknown): SchemaView[] => (Array.isArray(value) ? value.map(inner) : []);
    const { $ref, allOf, $defs: _, properties, required, oneOf, anyOf, dependentRequired, dependentSchemas, ...rest } = schema;
    const { if: condition, then, else: otherwise, items, prefixItems, const: only, ...keywords } = rest;
    const own: SchemaView = {
      keywords: {
        ...keywords,
        ...(only !== undefined && { enum: [only] }),
        ...(items !== undefined && { items: inner(items) }),
        ...(Array.isArray(prefixItems) && { prefixItems: list(prefixItems) }),
      },
      properties: new Map(Object.entries(isRecord(properties) ? properties : {}).map(([name, value]) => [name, inner(value)])),
      required: new Set(Array.isArray(required) ? (required as string[]) : []),
      choices: [oneOf, anyOf].flatMap((branches) => (Array.isArray(branches) ? [list(branches)] : [])),
      conditions:
        condition === undefined
          ? []
          : [
              {
                if: condition as JsonSchema,
                ...(then !== undefined && { met: inner(then) }),
                ...(otherwise !== undefined && { unmet: inner(otherwise) }),
              },
            ],
      dependents: readDependents(dependentRequired, dependentSchemas, inner),
      isCircular: false,
    };
    const parts = [own, ...(typeof $ref === 'string' ? [this.#referred($ref, above, depth)] : []), ...list(allOf)];
    return parts.reduce(joinViews);
  }

  #referred(reference: string, above: readonly string[], depth: number): SchemaView {
    if (above.includes(reference)) return { ...NOTHING, isCircular: true };
    const name = decodeURIComponent(reference.replace('#/$defs/', '')).replaceAll('~1', '/').replaceAll('~0', '~');
    const target = reference === '#' ? this.#root : Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
    return this.view(target, [...above, reference], depth + 1);
  }
}

function readDependents(names: unknown, schemas: unknown, inner: (schema: unknown) => SchemaView): ReadonlyMap<string, SchemaView> {
  const found = new Map<string, SchemaView>();
  for (const [name, required] of Object.entries(isRecord(names) ? names : {}))
    if (Array.isArray(required)) found.set(name, { ...NOTHING, required: new Set(required as string[]) });
  for (const [name, schema] of Object.entries(isRecord(schemas) ? schemas : {})) {
    const known = found.get(name);
    found.set(name, known === undefined ? inner(schema) : joinViews(known, inner(schema)));
  }
  return found;
}

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function joinKeywords(a: SchemaObject, b: SchemaObject): SchemaObject {
  const joined: Record<string, unknown> = { ...b, ...a };
  for (const key of [...LOWER, ...UPPER]) {
    const [x, y] = [a[key], b[key]];
    if (typeof x === 'number' && typeof y === 'number') joined[key] = LOWER.includes(key) ? Math.max(x, y) : Math.min(x, y);
  }
  if (Array.isArray(a['enum']) && Array.isArray(b['enum'])) {
    const allowed = new Set(b['enum'].map((value) => JSON.stringify(value)));
    joined['enum'] = a['enum'].filter((value) => allowed.has(JSON.stringify(value)));
  }
  if (a['type'] !== undefined && b['type'] !== undefined) joined['type'] = commonTypes(a['type'], b['type']);
  if (Array.isArray(a['x-rules']) && Array.isArray(b['x-rules']))
    joined['x-rules'] = [...(a['x-rules'] as unknown[]), ...(b['x-rules'] as unknown[])];
  for (const key of ['writeOnly', 'deprecated', 'uniqueItems']) if (a[key] === true || b[key] === true) joined[key] = true;
  return joined;
}

function commonTypes(a: unknown, b: unknown): unknown[] {
  const theirs = [b].flat();
  return [a].flat().flatMap((type) => {
    if (theirs.includes(type) || (type === 'integer' && theirs.includes('number'))) return [type];
    return type === 'number' && theirs.includes('integer') ? ['integer'] : [];
  });
}
