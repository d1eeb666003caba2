import { expect, test } from 'vitest';
import type { JsonSchema } from '../../generator/model/schema/index.ts';
import { sentences, validatorOf } from '../support/schemas.ts';

test('a list of a million wrong items is refused without a million errors', async () => {
  const validator = await validatorOf({ type: 'array', items: { type: 'object', required: ['a', 'b'] } });
  const started = performance.now();
  expect(
    sentences(
      validator,
      Array.from({ length: 1_000_000 }, () => ({})),
    ),
  ).toHaveLength(20);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('an alternative is judged by all of its items, however many errors the one before it had', async () => {
  const validator = await validatorOf({ anyOf: [{ items: { type: 'string' } }, { items: { type: 'number' } }] });
  const numbers = Array.from({ length: 500 }, (_, at): unknown => at);
  expect(validator.check(numbers).ok).toBe(true);
  expect(validator.check([...numbers, 'x']).ok).toBe(false);
});

test('a value that holds one part in a billion places is an issue, and does not fill the memory', async () => {
  const validator = await validatorOf({ properties: { size: { default: 1 } } });
  let part: unknown = 1;
  for (let level = 0; level < 30; level++) part = [part, part];
  expect(sentences(validator, { part })).toEqual(['params is too large to be checked: it has more than 5 million parts']);
});

test('of a long list of choices, some are shown', async () => {
  const validator = await validatorOf({ enum: Array.from({ length: 1000 }, (_, at) => `v${at}`) });
  expect(sentences(validator, 'other')).toEqual([
    expect.stringMatching(/^params must be one of v0, v1, .* v29, … \(1000 in all\) \(got "other"\)$/),
  ]);
});

/** One part in so many places that a walk through all of them would not end. */
const nested = (levels: number, wrap: (part: unknown) => unknown): unknown => {
  let part: unknown = 1;
  for (let level = 0; level < levels; level++) part = wrap(part);
  return part;
};
const inLists = (part: unknown): unknown => [part, part];
const TOO_LONG = 'params is too large to be checked: it takes more than 20 million steps';
const TOO_LARGE = 'params is too large to be checked: it has more than 5 million parts';

test.each<[string, JsonSchema, unknown, string]>([
  ['lists in lists', { items: { $ref: '#' } }, nested(60, inLists), TOO_LONG],
  ['objects in objects', { properties: { a: { $ref: '#' }, b: { $ref: '#' } } }, nested(60, (part) => ({ a: part, b: part })), TOO_LONG],
  ['patterns', { patternProperties: { '^.$': { $ref: '#' } } }, nested(60, (part) => ({ x: part, y: part })), TOO_LONG],
  [
    'lists of lists, without a circle',
    { items: { items: { items: { items: { type: 'number' } } } } },
    nested(4, (part) => Array.from({ length: 1000 }, () => part)),
    TOO_LONG,
  ],
  ['unique lists', { uniqueItems: true }, [nested(60, inLists), 1], TOO_LARGE],
  ['defaults', { items: { $ref: '#' }, properties: { size: { default: 1 } } }, nested(60, inLists), TOO_LONG],
])('%s: what stands in ever so many places ends with one sentence', async (_name, schema, value, sentence) => {
  const validator = await validatorOf(schema);
  expect(sentences(validator, value)).toEqual([sentence]);
  expect(validator.check(value, { first: true }).ok).toBe(false);
  expect(validator.check(3)).toEqual(validator.check(3, { first: true })); // and the next value is not held to account
});

const fields = (count: number): unknown => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
const numbers = (count: number): unknown => Array.from({ length: count }, (_, at) => at);

test.each<[JsonSchema, unknown, number]>([
  [{ additionalProperties: false }, fields(100_000), 20],
  [{ additionalProperties: { type: 'string' } }, fields(100_000), 20],
  [{ patternProperties: { '^k': false } }, fields(100_000), 20],
  [{ propertyNames: { maxLength: 1 } }, fields(100_000), 20],
  [{ unevaluatedProperties: false }, fields(100_000), 20],
  [{ unevaluatedProperties: { type: 'string' } }, fields(100_000), 20],
  [{ unevaluatedItems: { type: 'string' } }, numbers(1_000_000), 20],
  [{ contains: { type: 'string' } }, numbers(1_000_000), 1],
  [{ contains: { type: 'string' }, minContains: 2, maxContains: 3 }, numbers(1_000_000), 1],
])('%j: no more errors are made of a value than anyone reads', async (schema, value, count) => {
  const validator = await validatorOf(schema);
  const before = process.memoryUsage().heapUsed;
  const found = validator.check(value);
  expect(found.ok ? [] : found.issues).toHaveLength(count);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
});

test('that a list holds the same object twice is found in one pass', async () => {
  const validator = await validatorOf({ uniqueItems: true });
  const objects = Array.from({ length: 50_000 }, (_, at) => ({ id: at, tags: [at] }));
  const started = performance.now();
  expect(validator.check(objects).ok).toBe(true);
  expect(sentences(validator, [...objects, { tags: [7], id: 7 }])).toEqual([
    'params must not have the same item twice (items 7 and 50000 are equal)',
  ]);
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  [[1, '1'], true],
  [[0, -0], false],
  [['[1]', [1]], true],
  [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    false,
  ],
  [[null, 'null'], true],
])('whether the items of %j are unique is %j', async (value, unique) => {
  expect((await validatorOf({ uniqueItems: true })).check(value).ok).toBe(unique);
});
