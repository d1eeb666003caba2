import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { readsOneWay } from '../../../../generator/model/schema/check/reads-one-way.ts';

describe('a pattern that reads a text in one way needs no judge', () => {
  test.each([
    String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$`,
    String.raw`^(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$`,
    '^(A:[NL]|B:[XY])(/(A:[NL]|B:[XY]))*$',
    '^([a-z][a-z0-9]{0,39}\\.)*[A-Z]+$',
    '^(?!(and|or|not)$)[a-z]+$',
    '^(https?|ftp)://.+',
    '^a*$|^b+c$',
    '.*',
    '\\.json$',
  ])('%s', (pattern) => expect(readsOneWay(pattern)).toBe(true));
});

describe('of all others it is not said', () => {
  test.each([
    '^(a|a)*$',
    '^(a+)+$',
    '^(a*)*$',
    '^((a?|b?)c)+$',
    '^(a?){30}a{30}$',
    '^(a|a){20}b',
    '^(?=(a+)+$)a',
    '^a(?=(a+)+$)a',
    '^.*a.*b',
    '^(a|ab)(b?c)$',
    '\\d+$',
    '^(a)\\1$',
    '^(a|',
  ])('%s', (pattern) => expect(readsOneWay(pattern)).toBe(false));
});

test('no random pattern that it lets through is slow to the judge', () => {
  const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof import('recheck');
  const leaf = fc.constantFrom('a', 'b', '[ab]', '.', 'c');
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
      fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,20}')).map(([inner, times]) => `(${inner})${times}`),
    ),
  }));
  let passed = 0;
  fc.assert(
    fc.property(pattern, fc.constantFrom('^', ''), fc.constantFrom('$', ''), (inner, start, end) => {
      const text = `${start}${inner}${end}`;
      if (!readsOneWay(text)) return;
      passed++;
      expect([text, checkSync(text, 'u', { randomSeed: 0, timeout: 500, checker: 'automaton' }).status]).not.toEqual([text, 'vulnerable']);
    }),
    { seed: 7, numRuns: 500 },
  );
  expect(passed).toBeGreaterThan(100);
});
