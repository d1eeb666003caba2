import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';
import type { Draft } from './schema-index.ts';

type Any = fc.Arbitrary<SchemaObject | boolean>;

const NAMES = ['a', 'b', 'x1', 'default', 'toString'];
const name = fc.constantFrom(...NAMES);

/** Values that have room for defaults, or are in the way of them. */
const filled = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<unknown[]>({}, 1, 'a', null, []),
    fc.dictionary(name, tie('any'), { maxKeys: 2 }),
    tie('any').map((item) => [item]),
  ),
})).any;

/**
 * Objects whose defaults are written by one part and judged by another one that may come earlier: beside them, in what they are composed of, through
 * the name, a pattern or all the rest, and with defaults in defaults.
 */
export function withLateDefaults(any: Any, draft: Draft): fc.Arbitrary<SchemaObject> {
  const filling = fc.letrec<{ any: SchemaObject }>((tie) => {
    const inner = fc.oneof({ maxDepth: 2 }, fc.constantFrom<SchemaObject[]>({}, { type: 'object' }, { type: 'number' }), tie('any'));
    const property = fc.tuple(inner, fc.option(filled)).map(([schema, value]) => (value === null ? schema : { ...schema, default: value }));
    const properties = fc.dictionary(name, property, { minKeys: 1, maxKeys: 2 });
    return {
      any: fc.oneof(
        properties.map((map) => ({ properties: map })),
        properties.map((map) => ({ type: 'object', properties: map })),
        inner.map((schema) => ({ additionalProperties: schema })),
        inner.map((schema) => ({ patternProperties: { '^x': schema } })),
        fc.array(inner, { minLength: 1, maxLength: 2 }).map((schemas) => ({ allOf: schemas })),
        inner.map((schema) => ({ type: 'array', items: schema })),
      ),
    };
  }).any;
  const judging = fc.oneof(
    any,
    filled.map((value) => ({ const: value })),
    fc.array(filled, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
    name.map((one) => ({ required: [one] })),
    name.map((one) => ({ properties: { [one]: false } })),
    fc.nat(2).map((count) => ({ maxProperties: count })),
    fc.constantFrom<SchemaObject[]>({ additionalProperties: { type: 'object' } }, { additionalProperties: false }, { uniqueItems: true }),
  );
  const dependent = fc
    .tuple(name, judging)
    .map(([one, schema]) => ({ [draft === '7' ? 'dependencies' : 'dependentSchemas']: { [one]: schema } }));
  const some = fc.array(judging, { minLength: 1, maxLength: 3 });
  const beside = fc.oneof(
    fc.array(fc.oneof(filling, judging), { minLength: 1, maxLength: 2 }).map((parts) => ({ allOf: parts })),
    // oxlint-disable-next-line no-thenable -- the keyword is called so
    fc.record({ if: judging, then: judging, else: judging }),
    dependent,
    some.map((parts) => ({ oneOf: parts })),
    some.map((parts) => ({ anyOf: parts })),
    judging.map((schema) => ({ not: schema })),
    filled.map((value) => ({ const: value })),
    ...(draft === '7'
      ? []
      : [fc.constantFrom<SchemaObject[]>({ unevaluatedProperties: false }, { unevaluatedProperties: { type: 'object' } })]),
  );
  const apart = fc.tuple(filling, filling, fc.boolean()).map(([one, two, first]) => ({ allOf: first ? [one, two] : [two, one] }));
  return fc.oneof(
    fc.tuple(filling, beside).map(([own, parts]) => ({ ...own, ...parts })),
    fc.tuple(filling, beside).map(([own, parts]) => ({ allOf: [parts, own] })),
    apart,
  );
}
