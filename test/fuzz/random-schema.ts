import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';

/** Names that objects have anyhow, that need quotes, or that mean something elsewhere. */
const NAMES = ['a', 'b', 'c', 'x1', 'toString', 'constructor', 'hasOwnProperty', 'two words', '$ref', 'default', ''];
const TYPES = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'];

const text = fc.constantFrom('', 'a', 'ab', 'x1', 'two words', 'é', '\u2028');
const leaf: fc.Arbitrary<SchemaObject | boolean> = fc.oneof(
  optional({ type: fc.constant('string'), minLength: fc.nat(2), maxLength: fc.nat(3), pattern: fc.constantFrom('^a', 'b$', '^[a-z]*$') }),
  optional({
    type: fc.constantFrom('integer', 'number'),
    minimum: fc.integer({ min: -3, max: 3 }),
    exclusiveMaximum: fc.integer({ min: 0, max: 9 }),
    multipleOf: fc.integer({ min: 1, max: 3 }),
  }),
  fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }).map((type) => ({ type })),
  fc
    .uniqueArray(fc.oneof(text, fc.jsonValue({ maxDepth: 1 })), { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) })
    .map((values) => ({ enum: values })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ const: value })),
  fc.constantFrom({ description: 'anything */ goes' }, true, false),
);

/** A schema of draft 2020-12 with two definitions, A and B, which it may refer to, and they to each other. */
export const randomSchema: fc.Arbitrary<SchemaObject> = fc
  .letrec<{ any: SchemaObject | boolean }>((tie) => {
    const any = tie('any');
    const some = { maxKeys: 3 };
    const object = optional({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom(...NAMES), any, some),
      required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      additionalProperties: any,
      patternProperties: any.map((inner) => ({ '^x': inner })),
      minProperties: fc.nat(2),
      maxProperties: fc.nat(3),
      propertyNames: fc.constant({ maxLength: 8 }),
      dependentRequired: fc.constant({ a: ['b'] }),
      dependentSchemas: any.map((inner) => ({ b: inner })),
    });
    const array = optional({
      type: fc.constant('array'),
      items: any,
      prefixItems: fc.array(any, { minLength: 1, maxLength: 3 }),
      minItems: fc.nat(3),
      maxItems: fc.nat(4),
      uniqueItems: fc.boolean(),
      contains: any,
    });
    const branches = fc.array(any, { minLength: 1, maxLength: 3 });
    // oxlint-disable-next-line no-thenable -- the keyword is called so
    const composition = { anyOf: branches, oneOf: branches, allOf: branches, not: any, if: any, then: any, else: any };
    const composed = fc
      .tuple(leaf, optional(composition), fc.boolean())
      .map(([base, parts, bare]) => (bare || typeof base === 'boolean' ? parts : { ...base, ...parts }));
    const closed = fc
      .tuple(object, branches, fc.constantFrom('allOf', 'anyOf'))
      .map(([base, parts, keyword]) => ({ ...without(base, 'additionalProperties'), [keyword]: parts, unevaluatedProperties: false }));
    const reference = fc
      .tuple(fc.constantFrom('A', 'B'), leaf, fc.boolean())
      .map(([name, beside, alone]) => (alone || typeof beside === 'boolean' ? refTo(name) : { ...beside, ...refTo(name) }));
    return { any: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, object, array, composed, reference, object, closed) };
  })
  .any.chain((root) => definitionsOf(root));

function definitionsOf(root: SchemaObject | boolean): fc.Arbitrary<SchemaObject> {
  const definition = fc.oneof(
    leaf,
    fc.constantFrom<SchemaObject>(
      { type: 'object', properties: { a: refTo('A'), b: refTo('B') }, required: ['a'], additionalProperties: false },
      { type: 'array', items: refTo('B') },
      { anyOf: [{ type: 'null' }, { type: 'object', properties: { c: refTo('A') } }] },
      { oneOf: [{ type: 'string' }, refTo('A')] },
      refTo('B'),
    ),
  );
  return fc
    .record({ A: definition, B: definition })
    .map((definitions) => ({ ...(root === false ? { not: {} } : root === true ? {} : root), $defs: definitions }));
}

/** Few of the keywords at a time: all of them together fit no value. */
function optional({ type, ...parts }: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<SchemaObject> {
  const model = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, name === 'properties' ? often(part) : seldom(part)]));
  return fc
    .record({ ...(type === undefined ? {} : { type: often(type) }), ...model })
    .map((schema) => Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined)));
}

function often(part: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: part, weight: 4 }, { arbitrary: fc.constant(undefined), weight: 1 });
}

function seldom(part: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: part, weight: 1 });
}

function refTo(name: string): SchemaObject {
  return { $ref: `#/$defs/${name}` };
}

function without(schema: SchemaObject, name: string): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
}
