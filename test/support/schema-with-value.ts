import * as fc from 'fast-check';
import type { SchemaObject } from '../../generator/model/schema/index.ts';

/** A schema and a value that fits it. */
export interface SchemaWithValue {
  readonly schema: SchemaObject;
  readonly value: unknown;
}

const NAMES = ['a', 'b', 'c', 'toString', 'constructor', 'two words', '$ref', 'default', ''];
const name = fc.constantFrom(...NAMES);

const leaf: fc.Arbitrary<SchemaWithValue> = fc.oneof(
  fc.string({ maxLength: 3 }).map((value) => ({ schema: { type: 'string', maxLength: 3 }, value })),
  fc.integer().map((value) => ({ schema: { type: 'integer', minimum: value }, value })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ schema: { type: ['number', 'null'] }, value })),
  fc.boolean().map((value) => ({ schema: { type: 'boolean', default: value }, value })),
  fc.constant({ schema: { type: 'null' }, value: null }),
  fc.jsonValue({ maxDepth: 1 }).map((value) => ({ schema: { enum: [value, 'other'] }, value })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ schema: { maxLength: 1e9, properties: { a: true } }, value })),
);

/** Objects, arrays, tuples, alternatives, references: what types are made of, each with a value by construction. */
export const schemaWithValue: fc.Arbitrary<SchemaWithValue> = fc.letrec<{ any: SchemaWithValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(name, tie('any'), fc.boolean(), fc.boolean()), { maxLength: 4, selector: ([key]) => key }),
        fc.constantFrom(true, false, undefined),
      )
      .map(asObject),
    fc.tuple(fc.array(tie('any'), { maxLength: 3 }), fc.boolean()).map(asArray),
    fc.tuple(tie('any'), leaf, fc.constantFrom('anyOf', 'allOf', 'not', 'if', '$ref', 'untyped'), fc.uuid()).map(asComposed),
  ),
})).any;

function asObject([entries, additional]: [[string, SchemaWithValue, boolean, boolean][], boolean | undefined]): SchemaWithValue {
  const present = entries.filter(([, , required, given]) => required || given);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])),
    required: entries.filter(([, , required]) => required).map(([key]) => key),
    ...(additional === undefined ? {} : { additionalProperties: additional }),
  };
  return { schema, value: Object.fromEntries(present.map(([key, { value }]) => [key, value])) };
}

function asArray([items, tuple]: [SchemaWithValue[], boolean]): SchemaWithValue {
  const schemas = items.map(({ schema }) => schema);
  const value = items.map((item) => item.value);
  if (tuple) return { schema: { type: 'array', prefixItems: schemas, items: false }, value };
  return { schema: { type: 'array', items: schemas.length === 0 ? {} : { anyOf: schemas } }, value };
}

function asComposed([{ schema, value }, other, how, id]: [SchemaWithValue, SchemaWithValue, string, string]): SchemaWithValue {
  switch (how) {
    case 'anyOf':
      return { schema: { anyOf: [other.schema, schema] }, value };
    case 'allOf':
      return { schema: { allOf: [{ description: 'nothing' }, schema] }, value };
    case 'not':
      return { schema: { ...schema, not: { const: 'something else entirely' } }, value };
    case 'if':
      return { schema: { ...schema, if: other.schema }, value };
    case '$ref':
      return { schema: { $id: id, $ref: '#/$defs/Shape', $defs: { Shape: schema } }, value };
    default: {
      const { type: _type, ...untyped } = schema;
      return { schema: untyped, value };
    }
  }
}
