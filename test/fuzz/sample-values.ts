import { isRecord, type SchemaObject } from '../../generator/model/schema/json-schema.ts';
import { type Draft, SchemaIndex } from './schema-index.ts';

/** Numbers in [0, 1) that are the same for the same seed. */
export type Random = () => number;

const ANYTHING: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  6,
  '',
  'a',
  'ab',
  'x1',
  [],
  [1],
  ['a', null],
  {},
  { a: 1 },
  { b: 'a', x1: 2 },
];

/** Values for a schema: many fit, many nearly do. Who fits is for validators to say. */
export function sampleValues(root: SchemaObject, draft: Draft, count: number, random: Random): unknown[] {
  const sampling = new Sampling(new SchemaIndex(root, draft), random);
  return Array.from({ length: count }, () => sampling.value(root, 6));
}

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Sampling {
  readonly #index: SchemaIndex;
  readonly #random: Random;

  constructor(index: SchemaIndex, random: Random) {
    this.#index = index;
    this.#random = random;
  }

  value(schema: unknown, fuel: number): unknown {
    if (!isRecord(schema) || fuel <= 0 || this.#chance(0.08)) return structuredClone(this.#pick(ANYTHING));
    const whole = this.#whole(schema, fuel);
    if ('const' in whole) return structuredClone(whole['const']);
    if (Array.isArray(whole['enum'])) return structuredClone(this.#pick(whole['enum']));
    switch (this.#type(whole)) {
      case 'object':
        return this.#object(whole, fuel);
      case 'array':
        return this.#array(whole, fuel);
      case 'string':
        return this.#pick(['', 'a', 'ab', 'x1', 'two words', 'é', 'abb']);
      case 'null':
        return null;
      case 'boolean':
        return this.#chance(0.5);
      default:
        return this.#pick([-3, -1, 0, 1, 2, 3, 4, 6, 8.5]);
    }
  }

  /** With one branch of each choice, all of `allOf`, and what is referred to. */
  #whole(schema: SchemaObject, fuel: number): SchemaObject {
    const { $ref: ref, $dynamicRef: dynamic, $recursiveRef: recursive, anyOf, oneOf, allOf, then, ...own } = schema;
    const parts: unknown[] = [...(Array.isArray(allOf) ? (allOf as unknown[]) : []), ...(this.#chance(0.5) ? [then] : [])];
    for (const choice of [anyOf, oneOf]) if (Array.isArray(choice)) parts.push(this.#pick(choice));
    for (const target of [ref, dynamic, recursive])
      if (typeof target === 'string') parts.push(this.#index.resolve('$ref', target, schema, []));
    if (fuel <= 1) return own;
    return parts.filter(isRecord).reduce<SchemaObject>((sum, part) => merge(sum, this.#whole(part, fuel - 1)), own);
  }

  #type(schema: SchemaObject): string {
    const { type } = schema;
    if (typeof type === 'string') return type;
    if (Array.isArray(type)) return String(this.#pick(type as unknown[]));
    if ('properties' in schema || 'required' in schema) return 'object';
    if ('items' in schema || 'prefixItems' in schema) return 'array';
    return this.#pick(['object', 'array', 'string', 'null', 'boolean', 'number']);
  }

  #object(schema: SchemaObject, fuel: number): unknown {
    const properties = isRecord(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
    const names = new Set([
      ...required,
      ...Object.keys(properties).filter((name) => this.#chance(hasDefault(properties[name]) ? 0.3 : 0.6)),
    ]);
    if (schema['additionalProperties'] !== false && this.#chance(0.4))
      names.add(this.#pick(['a', 'b', 'x1', 'other', 'toString', 'constructor']));
    const others = schema['additionalProperties'] ?? true;
    return Object.fromEntries(
      [...names].map((name) => [name, this.value(Object.hasOwn(properties, name) ? properties[name] : others, fuel - 1)]),
    );
  }

  #array(schema: SchemaObject, fuel: number): unknown[] {
    const prefix = [schema['prefixItems'], schema['items']].find((value) => Array.isArray(value)) ?? [];
    const others = (Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items']) ?? schema['contains'] ?? true;
    const length = (typeof schema['minItems'] === 'number' ? schema['minItems'] : 0) + Math.floor(this.#random() * 3);
    return Array.from({ length }, (_item, at) => this.value(prefix[at] ?? others, fuel - 1));
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)]!;
  }
}

function hasDefault(schema: unknown): boolean {
  return isRecord(schema) && 'default' in schema;
}

function merge(left: SchemaObject, right: SchemaObject): SchemaObject {
  const names = [left['required'], right['required']].flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
  const properties = { ...(left['properties'] as object | undefined), ...(right['properties'] as object | undefined) };
  return {
    ...left,
    ...right,
    ...(names.length > 0 ? { required: names } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  };
}
