import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../generator/model/schema/index.ts';
import { validatorOf } from '../../support/schemas.ts';

const A = { const: 'a' };
const B = { const: 'b' };
const fits = async (schema: JsonSchema, values: readonly unknown[][]): Promise<boolean[]> => {
  const validator = await validatorOf(schema);
  return values.map((value) => validator.check(value).ok);
};

describe('an item that fits contains is evaluated, and unevaluatedItems does not ask about it', () => {
  test('where contains certainly applies, also through references', async () => {
    const schema = { allOf: [{ $ref: '#/$defs/HasA' }], unevaluatedItems: B, $defs: { HasA: { contains: A } } };
    expect(await fits(schema, [['a'], ['b', 'a'], ['c', 'a'], ['b']])).toEqual([true, true, false, false]);
  });

  test('where it applies under a condition, only if the condition holds', async () => {
    const schema = {
      if: { contains: A },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { if: { contains: B } },
      unevaluatedItems: false,
    };
    expect(await fits(schema, [[], ['a'], ['a', 'b'], ['b'], ['a', 'c']])).toEqual([true, true, true, false, false]);
  });

  test('in alternatives, by those that fit', async () => {
    const schema = {
      anyOf: [{ contains: A, minItems: 2 }, { contains: B }],
      dependentSchemas: { never: { contains: { const: 'c' } } },
      unevaluatedItems: false,
    };
    expect(await fits(schema, [['a', 'a'], ['a', 'b'], ['b'], ['a'], ['c', 'b'], ['c']])).toEqual([true, true, true, false, false, false]);
  });

  test('but not in draft 2019-09, where contains evaluates nothing', async () => {
    const schema = { $schema: 'https://json-schema.org/draft/2019-09/schema', items: [true], contains: A, unevaluatedItems: false };
    expect(await fits(schema, [['a'], ['b', 'a']])).toEqual([true, false]);
  });

  test('however many alternatives there are', async () => {
    const branches = Array.from({ length: 6 }, (_, at) => ({ contains: { const: at } }));
    const { check } = await validatorOf({ anyOf: branches, unevaluatedItems: false });
    expect([[0, 5, 3], [4], [0, 9], []].map((value) => check(value).ok)).toEqual([true, true, false, false]);
  });
});
