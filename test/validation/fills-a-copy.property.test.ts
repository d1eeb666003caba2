import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../../generator/model/schema/index.ts';
import { evaluateValidator } from '../fuzz/evaluate-validator.ts';
import { bundleOf } from '../support/schemas.ts';

const NAMES = ['a', 'b', 'toString', 'c d'];
const name = fc.constantFrom(...NAMES);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constant({}),
    fc.integer(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** Schemas that write defaults in every place where one can be written, through references and compositions. */
const schema = fc.letrec<{ any: JsonSchema }>((tie) => {
  const map = fc.dictionary(name, tie('any'), { maxKeys: 3 });
  const filled = fc.dictionary(
    name,
    value.map((item): JsonSchema => ({ default: item })),
    { minKeys: 1, maxKeys: 2 },
  );
  return {
    any: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constant({}),
      fc.record({ properties: filled }),
      fc.record({ properties: map, allOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }, { requiredKeys: [] }),
      fc.record({ items: tie('any') }),
      fc.record({ prefixItems: fc.array(tie('any'), { minLength: 1, maxLength: 2 }), properties: filled }),
      fc.record({ additionalProperties: tie('any'), properties: filled }),
      fc.record({ patternProperties: fc.record({ '^[ab]$': tie('any') }), required: fc.array(name, { maxLength: 2 }) }),
      fc.record({ $ref: fc.constantFrom('#/$defs/A', '#/$defs/B'), properties: fc.oneof(map, filled) }, { requiredKeys: ['$ref'] }),
      fc.record({ anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }), properties: filled }),
    ),
  };
}).any as fc.Arbitrary<JsonSchema>;

test('whatever is filled in, the value that came in stays as it is, and what comes out shares nothing with it', () => {
  let filled = 0;
  const property = fc.property(
    fc.tuple(schema, schema, schema),
    fc.array(value, { minLength: 3, maxLength: 6 }),
    ([root, A, B], values) => {
      const { bundle, root: rootOf } = bundleOf({ 'root.json': { allOf: [root], $defs: { A: withoutLoop(A), B: withoutLoop(B) } } });
      const validator = evaluateValidator(bundle, rootOf('root.json'), true);
      for (const one of values) {
        const text = JSON.stringify(one);
        const result = validator.check(one);
        expect(validator.check(one, { first: true })).toEqual(result.ok ? result : { ok: false, issues: result.issues.slice(0, 1) });
        expect(JSON.stringify(one)).toBe(text);
        if (!result.ok || JSON.stringify(result.value) === text) continue;
        filled++;
        const before = new Set(objectsIn(one));
        expect([...objectsIn(result.value)].filter((part) => before.has(part))).toEqual([]);
      }
    },
  );
  fc.assert(property, { numRuns: 150, seed: 11 });
  expect(filled).toBeGreaterThan(100); // or it would prove little
});

/** A definition that refers only from within a property can be no circle that never ends. */
function withoutLoop(inner: JsonSchema): JsonSchema {
  return { properties: { a: inner, b: { default: {} } } };
}

function* objectsIn(part: unknown): Generator<object> {
  if (typeof part !== 'object' || part === null) return;
  yield part;
  for (const inner of Object.values(part)) yield* objectsIn(inner);
}
