import { isRecord, type JsonSchema, type SchemaObject } from '../json-schema.ts';
import { orderByNeed } from '../order-by-need.ts';
import { referenceOf, referencesIn } from '../reach-definitions.ts';
import { subschemas } from '../subschemas.ts';
import { Area } from './area.ts';
import { FILL, OWN } from './marks.ts';

/**
 * The prepared definitions in which, or in what they refer to, one part of a schema judges what a later part fills in. One pass over a value is not
 * enough there: what came out of it might be refused by the part that spoke too early. Says so rather too often than too seldom.
 */
export function findEarlyJudges(definitions: Readonly<Record<string, JsonSchema>>): ReadonlySet<string> {
  const names = Object.keys(definitions);
  if (!names.some((name) => [...objectsIn(definitions[name]!)].some(mayJudgeEarly))) return new Set();
  const needs = new Map(names.map((name) => [name, referencesIn(definitions[name]!)]));
  const touching = new Touching(definitions);
  const early = new Set<string>();
  for (const name of orderByNeed(names, (needing) => needs.get(needing)!)) {
    touching.of(definitions[name]!); // from the end of a chain of references, which may be thousands long
    if ([...objectsIn(definitions[name]!)].some((schema) => OWN in schema && touching.isEarly(schema))) early.add(name);
  }
  const referrers = new Map(names.map((name): [string, string[]] => [name, []]));
  for (const [name, needed] of needs) for (const need of needed) referrers.get(need)!.push(name);
  for (const name of early) for (const referrer of referrers.get(name)!) early.add(referrer);
  return early;
}

/**
 * Where nothing is composed, each part of a schema looks at names or items of its own, after the defaults of the schema itself were written; and a
 * reference alone is one part. So it is in most schemas, which need no closer look.
 */
function mayJudgeEarly(schema: SchemaObject): boolean {
  if (!(OWN in schema)) return false;
  const parts = Object.keys(schema).filter((name) => name !== OWN && !SHALLOW.has(name));
  return !parts.every((name) => APART.has(name)) && (parts.length > 1 || parts[0] !== '$ref');
}

const APART: ReadonlySet<string> = new Set(
  `${FILL} items prefixItems properties required dependentRequired minProperties maxProperties propertyNames additionalProperties`.split(
    ' ',
  ),
);

function* objectsIn(start: JsonSchema): Generator<SchemaObject> {
  const work: unknown[] = [start];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (!isRecord(next)) continue;
    yield next;
    for (const { schema } of subschemas(next, '2020-12')) work.push(schema);
  }
}

/** What of a value a schema looks at (strongly: at what is in it), and what it writes (strongly: that it is there at all). */
interface Touch {
  readonly looks: Area;
  readonly writes: Area;
}

class Touching {
  readonly #definitions: Readonly<Record<string, JsonSchema>>;
  readonly #known = new Map<JsonSchema, Touch>();

  constructor(definitions: Readonly<Record<string, JsonSchema>>) {
    this.#definitions = definitions;
  }

  of(schema: JsonSchema): Touch {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    this.#known.set(schema, everything()); // for a schema that is composed of itself
    const touch = nothing();
    for (const { looks, writes } of this.#steps(schema)) {
      touch.looks.add(looks);
      touch.writes.add(writes);
    }
    this.#known.set(schema, touch);
    return touch;
  }

  isEarly(schema: SchemaObject): boolean {
    const looked = new Area();
    for (const { looks, writes } of this.#steps(schema)) {
      if (looked.meets(writes)) return true;
      looked.add(looks);
    }
    return false;
  }

  /** In the order in which the compiler takes them, and with it the zod schemas. */
  *#steps(schema: JsonSchema): Generator<Touch> {
    if (!isRecord(schema)) return;
    const reference = referenceOf(schema);
    if (reference !== undefined) yield this.of(this.#definitions[reference]!);
    if ([schema['const'], ...listOf(schema['enum'])].some((value) => value !== null && typeof value === 'object'))
      yield looksAtEverything();
    for (const keyword of ['not', 'anyOf', 'oneOf', 'allOf', 'if', 'then', 'else'])
      for (const inner of listOf(schema[keyword])) yield this.of(inner as JsonSchema);
    yield* this.#items(schema);
    yield* this.#properties(schema);
  }

  *#items(schema: SchemaObject): Generator<Touch> {
    const inner = [...listOf(schema['prefixItems']), ...listOf(schema['items'])];
    const touch = nothing();
    if (inner.some(looksInside)) touch.looks.addItems();
    if (inner.some(writes)) touch.writes.addItems();
    yield touch;
    if (['contains', 'uniqueItems', 'unevaluatedItems'].some((keyword) => keyword in schema)) yield looksAtEverything();
  }

  *#properties(schema: SchemaObject): Generator<Touch> {
    const { properties, patternProperties, additionalProperties = true } = schema;
    const filled = nothing();
    for (const name of Object.keys(mapOf(schema[FILL]))) filled.writes.addName(name, true);
    yield filled;
    yield looksAtNames(schema);
    const others = nothing();
    const [names, patterns] = [Object.keys(mapOf(properties)), Object.keys(mapOf(patternProperties))];
    if (additionalProperties !== true) others.looks.addOthers(names, patterns, looksInside(additionalProperties));
    if (writes(additionalProperties)) others.writes.addOthers(names, patterns, false);
    yield others;
    const declared = nothing(); // each has a name of its own
    for (const [name, inner] of Object.entries(mapOf(properties))) {
      if (inner !== true) declared.looks.addName(name, looksInside(inner));
      if (writes(inner)) declared.writes.addName(name, false);
    }
    yield declared;
    for (const [pattern, inner] of Object.entries(mapOf(patternProperties))) {
      const touch = nothing();
      if (inner !== true) touch.looks.addPattern(pattern, looksInside(inner));
      if (writes(inner)) touch.writes.addPattern(pattern, false);
      yield touch;
    }
    for (const [name, inner] of Object.entries(mapOf(schema['dependentSchemas']))) {
      const touch = nothing();
      touch.looks.addName(name, false);
      touch.looks.add(this.of(inner as JsonSchema).looks);
      yield touch;
    }
    if ('unevaluatedProperties' in schema) yield looksAtEverything();
  }
}

/** Whether a schema writes into a value that it is applied to, or refers to one that does. */
function writes(schema: unknown): boolean {
  return isRecord(schema) && OWN in schema;
}

/** Keywords that look at a value as a whole, and into no list or object. */
const SHALLOW: ReadonlySet<string> = new Set(
  'type format pattern minLength maxLength minItems maxItems minimum maximum exclusiveMinimum exclusiveMaximum multipleOf $comment x-message'.split(
    ' ',
  ),
);

function looksInside(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  const values = [schema['const'], ...listOf(schema['enum'])];
  const isPlain = values.every((value) => value === null || typeof value !== 'object');
  return !isPlain || Object.keys(schema).some((name) => name !== 'const' && name !== 'enum' && !SHALLOW.has(name));
}

function looksAtNames({ required, dependentRequired, ...others }: SchemaObject): Touch {
  const touch = nothing();
  const dependent = Object.entries(mapOf(dependentRequired)).flatMap(([name, needed]) => [name, ...listOf(needed)]);
  for (const name of [...listOf(required), ...dependent]) touch.looks.addName(String(name), false);
  if (['minProperties', 'maxProperties', 'propertyNames'].some((keyword) => keyword in others)) touch.looks.addOthers([], [], false);
  return touch;
}

function looksAtEverything(): Touch {
  const touch = nothing();
  touch.looks.addEverything();
  return touch;
}

function everything(): Touch {
  const touch = looksAtEverything();
  touch.writes.addEverything();
  return touch;
}

function nothing(): Touch {
  return { looks: new Area(), writes: new Area() };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
