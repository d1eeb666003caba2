import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal } from '../../../../generator/emit/code.ts';
import { compileTypes } from '../../../support/compile-types.ts';
import { schemaWithValue } from '../../../support/schema-with-value.ts';
import { sentences, typesOf, validatorOf } from '../../../support/schemas.ts';

test('a validator accepts every value that was made to fit its schema', async () => {
  await fc.assert(
    fc.asyncProperty(schemaWithValue, async ({ schema, value }) => {
      const validator = await validatorOf(schema);
      expect(sentences(validator, value)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** One run of the compiler over many files; the seed is fixed, so that a failure is there again. */
test('types accept every value that was made to fit the schema', async () => {
  const samples = fc.sample(schemaWithValue, { numRuns: 400, seed: Number(process.env['SEED'] ?? 7) });
  const files = samples.map(({ schema, value }, at) => {
    const code = `${typesOf(schema)}\nexport const value: Root = ${literal(value)};\n`;
    return [`sample-${at}.ts`, `${code}// ${JSON.stringify(schema)}\n`] as const;
  });
  expect(await compileTypes(Object.fromEntries(files))).toEqual([]);
});
