import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { convertExport } from '../../../generator/read/zod/child/convert-export.ts';
import type { JsonSchema } from '../../../generator/model/schema/index.ts';
import { bundleOf, runValidators } from '../../support/schemas.ts';

const NAMES = ['a', 'b', 'c'] as const;

/** zod schemas that JSON Schema can say. */
const schemas = fc.letrec<{ any: z.ZodType; leaf: z.ZodType }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<z.ZodType[]>(
      z.string(),
      z.string().min(1).max(2),
      z.string().startsWith('a'),
      z.string().regex(/^[ab]+$/),
      z.number(),
      z.int(),
      z.number().gt(0).lte(2),
      z.number().multipleOf(0.5),
      z.boolean(),
      z.null(),
      z.enum(['a', 'b']),
      z.literal(['a', 1, null]),
      z.never(),
      z.templateLiteral(['a', z.number()]),
    ),
  ),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.dictionary(fc.constantFrom(...NAMES), fc.tuple(tie('any'), fc.boolean()), { maxKeys: 3 }).chain((shape) => {
      const entries = Object.entries(shape).map(([name, [schema, optional]]) => [name, optional ? schema.optional() : schema] as const);
      const fields = Object.fromEntries(entries);
      return fc.constantFrom<z.ZodType[]>(z.object(fields), z.strictObject(fields), z.looseObject(fields), z.object(fields).partial());
    }),
    tie('any').map((schema) => z.array(schema).max(2)),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => z.union([left, right])),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => z.tuple([left, right])),
    fc.tuple(tie('leaf'), tie('leaf')).map(([left, right]) => z.intersection(left, right)),
    tie('any').map((schema) => schema.nullable()),
    tie('any').map((schema) => z.record(z.string(), schema)),
    tie('any').map((schema) => z.record(z.enum(['a', 'b']), schema)),
    tie('any').map((schema) => z.partialRecord(z.enum(['a', 'b']), schema)),
  ),
}));

const scalars = fc.constantFrom<unknown[]>('', 'a', 'ab', 'abc', 'a1', 0, 1, 1.5, 2, -1, true, null, '1');
const values = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, 'd'), tie('any'), { maxKeys: 3 }),
  ),
}));

test('what zod accepts, the validator made of its JSON Schema accepts, and nothing else', async () => {
  const property = fc.asyncProperty(
    fc.array(schemas.any, { minLength: 20, maxLength: 20 }),
    fc.array(values.any, { minLength: 30 }),
    async (zods, samples) => {
      const found = zods.map((schema) => convertExport({ Schema: schema }, 'Schema'));
      const documents = Object.fromEntries(
        found.map((item, at): [string, JsonSchema] => [`s${at}.json`, item.kind === 'schema' ? (item.schema as JsonSchema) : false]),
      );
      const { bundle, root } = bundleOf(documents);
      const roots = Object.keys(documents).map((file, at) => ({ exportName: `check${at}`, typeName: `T${at}`, root: root(file) }));
      const validators = await runValidators(bundle, roots);
      for (const [at, schema] of zods.entries()) {
        expect(found[at]).toMatchObject({ kind: 'schema', losses: [] });
        for (const value of samples) {
          const verdict = validators[`check${at}`]!.check(value).ok;
          expect({ verdict, value, schema: documents[`s${at}.json`] }).toEqual({
            verdict: schema.safeParse(value).success,
            value,
            schema: documents[`s${at}.json`],
          });
        }
      }
    },
  );
  await fc.assert(property, { numRuns: 8, seed: 7 });
});
