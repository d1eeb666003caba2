import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatOwned } from '../../../../generator/emit/format-file.ts';
import { findReformatted } from '../../../support/find-reformatted.ts';

const inOneLine = (length: number): object => ({ key: ['a"b', 'c'.repeat(length)] });

test('an array that one tool prints in a line and the other in several is written longer, with what it says', async () => {
  const text = await formatOwned('a.json', JSON.stringify(inOneLine(66), null, 2));
  expect(text).toBe(`{\n  "key": [\n    "a\\u0022b",\n    "\\u0063\\u0063${'c'.repeat(64)}"\n  ]\n}\n`);
  expect(JSON.parse(text)).toEqual(inOneLine(66));
});

test.each([10, 120])('an array that both print alike stays as it is', async (length) => {
  expect(await formatOwned('a.json', JSON.stringify(inOneLine(length), null, 2))).not.toContain('\\u');
});

test('whatever JSON of texts and objects says, both tools leave it as it is, and it says the same', async () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ maxLength: 60 }),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), tie('value'), { maxKeys: 3 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom('a', 'key', 'longer_key'), value), async (json) => {
      const text = await formatOwned('a.json', JSON.stringify(json, null, 2));
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(json));
      expect(await findReformatted({ 'a.json': text })).toEqual([]);
    }),
    { numRuns: 150, seed: 7 },
  );
});
