import { describe, expect, test } from 'vitest';
import { typesOf, validatorOf } from '../../support/schemas.ts';

const LENGTH = 5000;

/** `D0` → `D1` → … → a whole number from 1. */
function chainOf(link: (reference: object) => object): { $ref: string; $defs: Record<string, object> } {
  const last = { type: 'integer', minimum: 1 };
  const definitions = Array.from({ length: LENGTH }, (_, at): [string, object] => [
    `D${at}`,
    at === LENGTH - 1 ? last : link({ $ref: `#/$defs/D${at + 1}` }),
  ]);
  return { $ref: '#/$defs/D0', $defs: Object.fromEntries(definitions) };
}

describe(`a chain of ${LENGTH} references gives types and validators`, () => {
  test.each<[string, (reference: object) => object]>([
    ['of references alone', (reference) => reference],
    ['of references with a description', (reference) => ({ ...reference, description: 'the next one' })],
    ['through allOf', (reference) => ({ allOf: [reference] })],
  ])('%s', async (_name, link) => {
    const schema = chainOf(link);
    expect(typesOf(schema)).toMatch(/= number;$/m);
    const validator = await validatorOf(schema);
    expect([validator.check(1).ok, validator.check(0).ok]).toEqual([true, false]);
  });
});
