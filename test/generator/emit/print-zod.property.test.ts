import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as zod from 'zod';
import { printZod, type ZodRoot } from '../../../generator/emit/zod/print-zod.ts';
import type { JsonSchema, SchemaObject } from '../../../generator/model/schema/index.ts';
import { schemaWithValue } from '../../support/schema-with-value.ts';
import * as compiled from '../../../runtime/codegen/compiled/index.ts';
import * as helpers from '../../../runtime/codegen/zod/index.ts';
import { evaluateZod } from '../../support/evaluate-zod.ts';
import { evaluateCode } from '../../support/evaluate-code.ts';
import { bundleOf, runValidators } from '../../support/schemas.ts';

const OPTIONS = { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1' };
const runtime = { ...compiled, ...helpers };
const NAMES = ['a', 'b', 'c', 'two words', 'toString'] as const;
const name = fc.constantFrom(...NAMES);
const scalar = fc.constantFrom<unknown[]>('', 'a', 'ab', '😀😀', '2020-02-30', 0, 1, 1.5, -2, 1e300, true, false, null);

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(name, tie('any'), { maxKeys: 3 })),
})).any;

const count = fc.integer({ min: 0, max: 2 });

const KEYWORDS = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'dependentRequired',
  'dependentSchemas',
  'items',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
  'contains',
  'minContains',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'exclusiveMaximum',
  'multipleOf',
  'enum',
  'const',
  'not',
  'anyOf',
  'oneOf',
  'allOf',
  'if',
  'then',
  'else',
  '$ref',
] as const;

/** Schemas of every keyword, mixed without regard to whether anything fits them. */
const schema = fc.letrec<{ any: JsonSchema; some: SchemaObject }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<SchemaObject[]>({ type: 'string' }, { type: 'integer' }, { type: 'object' }),
    fc.boolean(),
    tie('some'),
  ),
  some: fc.subarray([...KEYWORDS], { minLength: 1, maxLength: 4 }).chain((names) => {
    const arbitraries: Record<(typeof KEYWORDS)[number], fc.Arbitrary<unknown>> = {
      type: fc.oneof(
        fc.constantFrom('string', 'number', 'integer', 'object', 'object', 'array'),
        fc.uniqueArray(fc.constantFrom('string', 'integer', 'null', 'object', 'array', 'boolean'), { minLength: 1, maxLength: 3 }),
      ),
      properties: fc.dictionary(name, fc.tuple(tie('any'), fc.option(value)).map(withDefault), { maxKeys: 3 }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: tie('any'),
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'b$'), tie('any'), { maxKeys: 1 }),
      propertyNames: fc.constantFrom({ maxLength: 1 }, { pattern: '^[ab]$' }),
      minProperties: count,
      dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 1 }), { maxKeys: 1 }),
      dependentSchemas: fc.dictionary(name, tie('any'), { maxKeys: 1 }),
      items: tie('any'),
      unevaluatedProperties: tie('any'),
      unevaluatedItems: tie('any'),
      prefixItems: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
      contains: tie('any'),
      minContains: count,
      maxItems: count,
      uniqueItems: fc.boolean(),
      minLength: count,
      maxLength: count,
      pattern: fc.constantFrom('^a', '^.$'),
      format: fc.constantFrom('date', 'email'),
      minimum: fc.integer({ min: -2, max: 1 }),
      exclusiveMaximum: fc.constantFrom(1, 1.5),
      multipleOf: fc.constantFrom(0.5, 2),
      enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, comparator: 'IsStrictlyEqual' }),
      const: value,
      not: tie('any'),
      anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
      oneOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
      allOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
      if: tie('any'),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: tie('any'),
      else: tie('any'),
      $ref: fc.constantFrom('#/$defs/Leaf', '#/$defs/Tree'),
    };
    return fc.record(Object.fromEntries(names.map((keyword) => [keyword, arbitraries[keyword]])));
  }),
}));

const $defs = {
  Leaf: { type: 'object', properties: { a: { type: 'integer', default: 1 } } },
  Tree: { type: 'object', properties: { b: { $ref: '#/$defs/Tree' }, c: { type: 'string', default: 'x' } }, maxProperties: 2 },
};

interface Outcome {
  readonly accepted: number;
  readonly refused: number;
}

function withDefault([inner, filled]: [JsonSchema, unknown]): JsonSchema {
  return typeof inner === 'object' && filled !== null ? { ...inner, default: filled } : inner;
}

/** Both verdicts and both values, for each schema and each value. */
async function compare(schemas: readonly JsonSchema[], values: readonly unknown[], closeRoot: boolean): Promise<Outcome> {
  const documents = Object.fromEntries(schemas.map((item, at) => [`s${at}.json`, item]));
  const { bundle, root } = bundleOf(documents);
  const roots = schemas.map((_, at): ZodRoot => ({
    exportName: `check${at}`,
    typeName: `T${at}`,
    inputTypeName: `T${at}Input`,
    root: root(`s${at}.json`),
    closeRoot,
  }));
  const printable = roots.filter((item) => printZod(bundle, [item], OPTIONS).problems.length === 0);
  const { code } = printZod(bundle, printable, OPTIONS);
  const zods = evaluateCode(code, { zod, 'actionsmith/codegen/v1': runtime }) as Record<string, zod.ZodType>;
  const validators = await runValidators(bundle, printable);
  let accepted = 0;
  for (const { exportName, root: place } of printable) {
    for (const text of values.map((item) => JSON.stringify(item))) {
      const given: unknown = JSON.parse(text);
      const theirs = zods[exportName]!.safeParse(JSON.parse(text));
      const ours = validators[exportName]!.check(given);
      const shown = { schema: place.schema, given };
      expect({ ok: theirs.success, ...shown }).toEqual({ ok: ours.ok, ...shown });
      if (theirs.success && ours.ok) {
        accepted++;
        expect({ value: theirs.data, ...shown }).toEqual({ value: ours.value, ...shown });
      }
    }
  }
  return { accepted, refused: roots.length - printable.length };
}

test('a zod schema gives the verdict and the value that the validator gives, for schemas of all keywords', async () => {
  let total = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(schema.some, { minLength: 40, maxLength: 40 }),
      fc.array(value, { minLength: 40, maxLength: 40 }),
      fc.boolean(),
      async (schemas, values, close) => {
        const { accepted, refused } = await compare(
          schemas.map((item) => ({ ...item, $defs })),
          values,
          close,
        );
        total = { accepted: total.accepted + accepted, refused: total.refused + refused };
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 6), seed: Number(process.env['SEED'] ?? 7), endOnFailure: true },
  );
  expect(total.accepted).toBeGreaterThan(500);
  expect(total.refused).toBe(0);
});

test('a zod schema accepts what was made to fit its schema', async () => {
  const samples = fc.sample(schemaWithValue, { numRuns: 150, seed: 7 });
  for (let at = 0; at < samples.length; at += 50) {
    const some = samples.slice(at, at + 50);
    await compare(
      some.map((sample) => sample.schema),
      some.map((sample) => sample.value),
      false,
    );
  }
});

test('draft 2019-09, where contains evaluates nothing, is said in zod itself', () => {
  const schema = { $schema: 'https://json-schema.org/draft/2019-09/schema', contains: { const: 'a' }, minContains: 2 };
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const made = evaluateZod(bundle, root('root.json'), { fillDefaults: true });
  if ('refused' in made) throw new Error(`refused: ${made.refused}`);
  expect([['a', 'b', 'a'], ['a', 'b'], []].map((value) => made.schema.safeParse(value).success)).toEqual([true, false, false]);
});
