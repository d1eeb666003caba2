import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../generator/model/schema/index.ts';
import { sentences, validatorOf } from '../support/schemas.ts';

describe('every keyword has a sentence', () => {
  const cases: [JsonSchema, unknown, string[]][] = [
    [{ type: 'integer' }, 1.5, ['params must be an integer (got 1.5)']],
    [{ type: 'integer' }, '10', ['params must be an integer (got "10"); write 10 without quotes']],
    [{ type: ['boolean', 'null'] }, [], ['params must be true or false or null (got a list of 0 items)']],
    [
      { properties: { a: { items: { enum: ['flip', 'rotate'] } } } },
      { a: ['flip', 'rotat'] },
      ['params.a[1] must be one of flip, rotate (got "rotat"); did you mean "rotate"?'],
    ],
    [{ const: 3 }, 4, ['params must be 3 (got 4)']],
    [{ required: ['dataset'] }, { datset: 1 }, ['params.dataset is required; is "datset" a typing error?']],
    [{ properties: { datset: {} }, required: ['dataset'] }, { datset: 1 }, ['params.dataset is required']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['params.b is required when "a" is given']],
    [
      { properties: { batch_size: {} }, additionalProperties: false },
      { batch_sise: 1 },
      ['params.batch_sise is not a known field; did you mean "batch_size"?'],
    ],
    [{ properties: { a: {}, b: {} }, additionalProperties: false }, { zzz: 1 }, ['params.zzz is not a known field; known fields: a, b']],
    [{ minimum: 1 }, 0, ['params must be >= 1 (got 0)']],
    [{ exclusiveMaximum: 1 }, 1, ['params must be < 1 (got 1)']],
    [{ minLength: 1 }, '', ['params must have at least 1 character (got "")']],
    [{ maxItems: 2 }, [1, 2, 3], ['params must have at most 2 items (got 3)']],
    [{ minProperties: 2 }, { a: 1 }, ['params must have at least 2 fields (got 1)']],
    [{ uniqueItems: true }, [{ a: 1, b: 2 }, 3, { b: 2, a: 1 }], ['params must not have the same item twice (items 0 and 2 are equal)']],
    [{ pattern: '^a' }, 'b', ['params must match the pattern ^a (got "b")']],
    [{ propertyNames: { pattern: '^a' } }, { b: 1 }, ['params.b is not an allowed field name: it must match the pattern ^a (got "b")']],
    [{ contains: { type: 'string' } }, [1], ['params must contain at least 1 item that the schema asks for']],
    [{ not: { const: 3 } }, 3, ['params is what the schema forbids (got 3)']],
    [{ properties: { a: false } }, { a: 1 }, ['params.a is not allowed here']],
    [{ prefixItems: [{}], items: false }, [1, 2], ['params must not have more than 1 item (got 2)']],
    [
      { properties: { 'a b': { properties: { 'c/d': { type: 'string' } } } } },
      { 'a b': { 'c/d': 1 } },
      ['params["a b"]["c/d"] must be a string (got 1)'],
    ],
  ];
  test.each(cases)('%j %j', async (schema, value, expected) => expect(sentences(await validatorOf(schema), value)).toEqual(expected));
});

test('alternatives of plain types and values are one sentence', async () => {
  const validator = await validatorOf({ anyOf: [{ type: 'string' }, { type: 'array' }, { const: null }] });
  expect(sentences(validator, 3)).toEqual(['params must be a string or a list or null (got 3)']);
});

const SHAPES = {
  oneOf: [{ $ref: '#/$defs/Circle' }, { $ref: '#/$defs/Square' }],
  $defs: {
    Circle: { type: 'object', properties: { kind: { const: 'circle' }, radius: { type: 'number' } }, required: ['kind', 'radius'] },
    Square: { type: 'object', properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['kind', 'side'] },
  },
};

test('of alternatives with a fixed field, only the one that was meant is explained', async () => {
  expect(sentences(await validatorOf(SHAPES), { kind: 'square', side: 'x' })).toEqual(['params.side must be a number (got "x")']);
});

test('where the fixed field is wrong, the possible ones are named', async () => {
  expect(sentences(await validatorOf(SHAPES), { kind: 'squre', side: 1 })).toEqual([
    'params.kind must be one of circle, square (got "squre"); did you mean "square"?',
  ]);
});

test('a value that fits two alternatives of which one is allowed', async () => {
  const validator = await validatorOf({ oneOf: [{ type: 'number' }, { minimum: 1 }] });
  expect(sentences(validator, 3)).toEqual(['params must fit exactly one alternative, and fits number 1 and 2']);
});

test('alternatives that are told apart by nothing are all named', async () => {
  const validator = await validatorOf({ anyOf: [{ required: ['a'] }, { required: ['b'] }] });
  expect(sentences(validator, {})).toEqual(['params must fit one of 2 alternatives: a is required; or b is required']);
});

test('the note beside an if explains what it demands, and the if itself is not mentioned', async () => {
  const rule = {
    if: { properties: { batch_size: { exclusiveMinimum: 256 } }, required: ['batch_size'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { epochs: { maximum: 1000 } } },
    $comment: 'batch_size above 256 limits epochs to 1000',
  };
  expect(sentences(await validatorOf(rule), { batch_size: 300, epochs: 2000 })).toEqual([
    'params.epochs must be <= 1000 (got 2000); batch_size above 256 limits epochs to 1000',
  ]);
});

test('twenty issues are enough, and none is said twice', async () => {
  const validator = await validatorOf({ items: { type: 'string' }, allOf: [{ items: { type: 'string' } }] });
  const lines = sentences(
    validator,
    Array.from({ length: 50 }, () => 0),
  );
  expect(lines).toHaveLength(20);
  expect(new Set(lines).size).toBe(20);
});
