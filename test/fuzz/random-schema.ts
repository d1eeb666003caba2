import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';
import { definitionsOf, REFERENCES } from './random-definitions.ts';
import { withLateDefaults } from './random-defaults.ts';
import type { Draft } from './schema-index.ts';

type Any = fc.Arbitrary<SchemaObject | boolean>;

/** Names that objects have anyhow, that need quotes, or that mean something elsewhere. */
const NAMES = ['a', 'b', 'c', 'x1', 'toString', 'constructor', 'hasOwnProperty', 'two words', '$ref', 'default', ''];
const TYPES = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'];
const FORMATS = ['date', 'email', 'uri', 'ipv4', 'regex', 'unheard-of'];

const text = fc.constantFrom('', 'a', 'ab', 'x1', 'two words', 'é', '\u2028');
const json = fc.jsonValue({ maxDepth: 1 });

export const leaf: Any = fc.oneof(
  optional({
    type: fc.constant('string'),
    minLength: fc.nat(2),
    maxLength: fc.nat(3),
    pattern: fc.constantFrom('^a', 'b$', '^[a-z]*$'),
    format: fc.constantFrom(...FORMATS),
  }),
  optional({
    type: fc.constantFrom('integer', 'number'),
    minimum: fc.integer({ min: -3, max: 3 }),
    exclusiveMaximum: fc.integer({ min: 0, max: 9 }),
    multipleOf: fc.integer({ min: 1, max: 3 }),
  }),
  fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }).map((type) => ({ type })),
  fc
    .uniqueArray(fc.oneof(text, json), { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) })
    .map((values) => ({ enum: values })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ const: value })),
  fc.constantFrom({ description: 'anything */ goes' }, true, false),
);

/** A schema of a draft with definitions, which it may refer to, and they to each other. */
export function randomSchema(draft: Draft): fc.Arbitrary<SchemaObject> {
  return fc
    .letrec<{ any: SchemaObject | boolean; root: SchemaObject | boolean }>((tie) => ({
      any: anySchema(tie('any'), draft),
      root: fc.oneof({ arbitrary: tie('any'), weight: 3 }, { arbitrary: withLateDefaults(tie('any'), draft), weight: 1 }),
    }))
    .root.chain((root) => definitionsOf(root === false ? { not: {} } : root === true ? {} : root, leaf, draft))
    .map((schema) => JSON.parse(JSON.stringify(schema)) as SchemaObject); // an object stands in one place only
}

function anySchema(any: Any, draft: Draft): Any {
  const branches = fc.array(any, { minLength: 1, maxLength: 3 });
  const object = objects(any, draft);
  const array = arrays(any, draft);
  // oxlint-disable-next-line no-thenable -- the keyword is called so
  const composition = { anyOf: branches, oneOf: branches, allOf: branches, not: any, if: any, then: any, else: any };
  const composed = fc.tuple(leaf, optional(composition), fc.boolean()).map(([base, parts, bare]) => join(bare ? true : base, parts));
  const reference = fc
    .tuple(fc.constantFrom(...REFERENCES[draft]), leaf, fc.boolean())
    .map(([target, beside, alone]) => join(alone ? true : beside, target));
  const kinds = [leaf, object, array, composed, reference, object];
  if (draft !== '7') kinds.push(closed(object, 'Properties', branches), closed(array, 'Items', branches));
  return fc.oneof({ maxDepth: 3, depthSize: 'small' }, ...(kinds as [Any, ...Any[]]));
}

function objects(any: Any, draft: Draft): fc.Arbitrary<SchemaObject> {
  const names = fc.constant({ a: ['b'] });
  const schemas = any.map((inner) => ({ b: inner }));
  return optional({
    type: fc.constant('object'),
    properties: fc.dictionary(fc.constantFrom(...NAMES), fc.tuple(any, fc.option(json, { freq: 3 })).map(withDefault), { maxKeys: 3 }),
    required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
    additionalProperties: any,
    patternProperties: any.map((inner) => ({ '^x': inner })),
    minProperties: fc.nat(2),
    maxProperties: fc.nat(3),
    propertyNames: fc.constant({ maxLength: 8 }),
    ...(draft === '7' ? { dependencies: fc.oneof(names, schemas) } : { dependentRequired: names, dependentSchemas: schemas }),
  });
}

function arrays(any: Any, draft: Draft): fc.Arbitrary<SchemaObject> {
  const tuple = fc.array(any, { minLength: 1, maxLength: 3 });
  const counts = { minContains: fc.nat(2), maxContains: fc.integer({ min: 1, max: 2 }) };
  return optional({
    type: fc.constant('array'),
    ...(draft === '2020-12' ? { items: any, prefixItems: tuple } : { items: fc.oneof(any, tuple), additionalItems: any }),
    minItems: fc.nat(3),
    maxItems: fc.nat(4),
    uniqueItems: fc.boolean(),
    contains: any,
    ...(draft === '7' ? {} : counts),
  });
}

/** What is left by the alternatives is refused, or must fit too. */
function closed(base: fc.Arbitrary<SchemaObject>, kind: 'Properties' | 'Items', branches: fc.Arbitrary<(SchemaObject | boolean)[]>): Any {
  return fc
    .tuple(base, branches, fc.constantFrom('allOf', 'anyOf', 'oneOf'), fc.oneof(fc.constant(false), leaf))
    .map(([schema, parts, keyword, rest]) => {
      return { ...without(schema, `additional${kind}`), [keyword]: parts, [`unevaluated${kind}`]: rest };
    });
}

function withDefault([schema, value]: [SchemaObject | boolean, unknown]): SchemaObject | boolean {
  return value === null || typeof schema === 'boolean' ? schema : { ...schema, default: value };
}

function join(base: SchemaObject | boolean, parts: SchemaObject): SchemaObject {
  return typeof base === 'boolean' ? parts : { ...base, ...parts };
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

function without(schema: SchemaObject, name: string): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
}
