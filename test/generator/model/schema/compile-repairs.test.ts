import { expect, test } from 'vitest';
import type { JsonSchema } from '../../../../generator/model/schema/index.ts';
import { validatorOf } from '../../../support/schemas.ts';

// What random schemas found: verdicts that the compiler under us gets wrong.

async function verdicts(schema: JsonSchema, values: readonly unknown[]): Promise<boolean[]> {
  const validator = await validatorOf(schema);
  return values.map((value) => validator.check(value).ok);
}

test('an empty array contains nothing, whatever the array before it contained', async () => {
  const schema = { type: 'array', items: { type: 'array', contains: { type: 'string' } } };
  expect(await verdicts(schema, [[['a'], []], [['a'], ['b']], [[]]])).toEqual([false, true, false]);
});

test('an array that is shorter than its tuple is still held to the rest of the schema', async () => {
  const schema = { not: { type: 'array', prefixItems: [{ type: 'string' }], contains: { type: 'number' } } };
  expect(await verdicts(schema, [[], ['a'], ['a', 1]])).toEqual([true, true, false]);
});

test('a property called constructor is not evaluated because every object has one', async () => {
  const schema = { anyOf: [{ patternProperties: { '^x': true } }, { type: 'array' }], unevaluatedProperties: false };
  expect(await verdicts(schema, [{ constructor: 1 }, { x1: 1 }])).toEqual([false, true]);
});

test('what a branch that failed evaluates does not count', async () => {
  const schema = {
    anyOf: [{ properties: { a: false }, dependentSchemas: { b: { properties: { c: true } } } }, {}],
    unevaluatedProperties: false,
  };
  expect(await verdicts(schema, [{ a: 1 }, { b: 1 }, {}])).toEqual([false, false, true]);
});

test('what was evaluated before a schema that does not apply still counts', async () => {
  const schema = {
    properties: { a: true },
    dependentSchemas: { b: { unevaluatedProperties: true } },
    unevaluatedProperties: false,
  };
  expect(await verdicts(schema, [{ a: 1 }, { a: 1, b: 2 }, { c: 3 }])).toEqual([true, true, false]);
});

test('patterns can be evaluated where it is known only at run time what else is', async () => {
  const schema = {
    patternProperties: { '^x': true },
    anyOf: [{ allOf: [{ type: 'object' }], dependentSchemas: { b: {} }, unevaluatedProperties: false }, { type: 'object' }],
    unevaluatedProperties: false,
  };
  expect(await verdicts(schema, [{ x1: 1 }, { y: 1 }])).toEqual([true, false]);
});

test('what comes after unevaluatedItems is held where all items are evaluated already, and only the verdict is asked for', async () => {
  const schema = { not: { contains: {}, allOf: [{ anyOf: [true] }, { unevaluatedItems: false }], unevaluatedItems: false } };
  expect(await verdicts(schema, [[], [1]])).toEqual([true, true]);
  expect(await verdicts({ not: { ...schema.not, allOf: [{ anyOf: [true] }, { unevaluatedItems: true }] } }, [[], [1]])).toEqual([
    true,
    false,
  ]);
});

test('a constant may have a key called __proto__', async () => {
  const schema = { const: JSON.parse('{ "a": "x:", "__proto__": false }') as unknown };
  expect(await verdicts(schema, [JSON.parse('{ "a": "x:", "__proto__": false }'), { a: 'x:' }])).toEqual([true, false]);
});
