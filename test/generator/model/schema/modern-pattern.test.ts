import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { modernPattern } from '../../../../generator/model/schema/modern-pattern.ts';

describe('a pattern for JavaScript without the u flag is said as the flag reads it', () => {
  test.each([
    [String.raw`^[a-z\_\.\-]*$`, String.raw`^[a-z_\.\-]*$`],
    [String.raw`\"\'\:\ \-`, `"': -`],
    [String.raw`^((\w|\-|\')+\.)+\d+$`, String.raw`^((\w|-|')+\.)+\d+$`],
    [String.raw`[\w-.]+`, String.raw`[\w\-.]+`],
    [String.raw`^{[^}]+}$`, String.raw`^\{[^}]+\}$`],
    [String.raw`a{2}\_{1,3}`, 'a{2}_{1,3}'],
    [String.raw`^\/\_\u00e4$`, String.raw`^\/_\u00e4$`],
  ])('%s', (pattern, modern) => {
    expect(modernPattern(pattern)).toBe(modern);
  });
});

test('a pattern that the flag reads is left as it is', () => {
  expect(modernPattern(String.raw`^\p{L}+[\^\]-]{2}$`)).toBe(String.raw`^\p{L}+[\^\]-]{2}$`);
});

test('what other languages mean by the escape of a letter is not guessed', () => {
  expect(modernPattern(String.raw`\Aa\Z`)).toBeUndefined();
  expect(modernPattern('(?P<name>a)')).toBeUndefined();
  expect(modernPattern('[a')).toBeUndefined();
});

test('both patterns match the same texts', () => {
  const pieces = fc.constantFrom('\\_', '\\-', '-', '{', '}', ']', 'a', '\\w', '[\\w-.]', '[^}]', '+', '\\.', '[\\#-z]', '{2}', '\\"');
  const texts = fc
    .array(fc.constantFrom('_', '-', '{', '}', ']', 'a', '.', '"', '#', '2'), { maxLength: 5 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), fc.array(texts, { minLength: 5 }), (parts, values) => {
      const pattern = parts.join('');
      const modern = modernPattern(pattern);
      if (modern === undefined) return;
      for (const text of values)
        expect([pattern, text, new RegExp(modern, 'u').test(text)]).toEqual([pattern, text, new RegExp(pattern).test(text)]);
    }),
    { seed: 4, numRuns: 2000 },
  );
});
