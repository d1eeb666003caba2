import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.ts';
import type { LocatedDocument } from '../../../generator/read/located-document.ts';
import { parseLocated } from '../../../generator/read/read-located.ts';

test('a whole number is rounded where it prints as another one, and only there', () => {
  const texts = [
    '1e21',
    '1.5e20',
    '10000000000000000000',
    '123456789012345680000',
    '9007199254740993',
    '18446744073709551615',
    '-9007199254740993',
  ];
  for (const file of ['a.yaml', 'a.json'])
    expect(texts.filter((text) => read(file, `[${text}]`).codes.includes('NUMBER_ROUNDED'))).toEqual(texts.slice(4));
});

describe('places', () => {
  const yaml = read('a.yaml', 'name: Fruit\nlist:\n  - { deep: "x y" }\n  - |\n    text\n"odd/key~": [1, 22]\n').document;

  test('a value stands where its token starts, quotes included', () => {
    expect(yaml?.locate('/list/0/deep')).toEqual({ line: 3, column: 13, length: 5 });
  });

  test('a key stands where its token starts', () => {
    expect(yaml?.locate('/list/0/deep', 'key')).toEqual({ line: 3, column: 7, length: 4 });
  });

  test('a pointer escapes / and ~', () => {
    expect(yaml?.locate('/odd~1key~0/1')).toEqual({ line: 6, column: 17, length: 2 });
  });

  test('a value of several lines is marked in its first', () => {
    expect(yaml?.locate('/list/1')).toEqual({ line: 4, column: 5, length: 1 });
  });

  test('what is not there has no place, and its diagnostic stands at the key of what should hold it', () => {
    expect(yaml?.locate('/list/0/missing')).toBeUndefined();
    expect(yaml?.place('/list/0/missing')).toMatchObject({ file: 'a.yaml', pointer: '/list/0/missing', span: { line: 3, column: 5 } });
    expect(yaml?.place('/list/missing/x').span).toEqual({ line: 2, column: 1, length: 4 });
  });

  test('lines may end in CR LF', () => {
    const { document } = read('a.yaml', 'a: 1\r\nb: 2\r\n');
    expect(document?.place('/b')).toMatchObject({ span: { line: 2, column: 4, length: 1 }, excerpt: 'b: 2' });
  });

  test('an alias has a place of its own, and what is in it stands at the anchor', () => {
    const { document } = read('a.yaml', 'a: &x { k: 1 }\nb: *x\n');
    expect(document?.locate('/b')).toEqual({ line: 2, column: 4, length: 2 });
    expect(document?.locate('/b/k')).toEqual({ line: 1, column: 12, length: 1 });
    expect(document?.value).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });
});

describe('values', () => {
  test('any JSON value is the same through JSON text and through YAML text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (drawn) => {
        const value: unknown = JSON.parse(JSON.stringify(drawn));
        fc.pre(!hasOddity(value));
        expect(read('a.json', JSON.stringify(value)).document?.value).toEqual(value);
        expect(read('a.json', JSON.stringify(value, undefined, 2)).document?.value).toEqual(value);
        expect(read('a.yaml', stringify(value, { aliasDuplicateObjects: false })).document?.value).toEqual(value);
      }),
    );
  });

  test('any text gives a value or an error, and never a throw', () => {
    const yamlish = fc.string({ unit: fc.constantFrom(...'ab:-?[]{}"\'&*!|>%@`#,\n\t 0.<~\\\u0000\u2028é𝄞'), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), yamlish), fc.constantFrom('a.yaml', 'a.json'), (text, file) => {
        const { document, codes } = read(file, text);
        expect(document !== undefined || codes.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('YAML means 1.2: no, on and dates are text', () => {
    expect(read('a.yaml', 'a: no\nb: on\nc: 2026-01-01\nd: 010\n').document?.value).toEqual({ a: 'no', b: 'on', c: '2026-01-01', d: 10 });
  });

  test('a key that is a number is the text that was written', () => {
    expect(read('a.yaml', '200: ok\n1.0: one\n').document?.value).toEqual({ '200': 'ok', '1.0': 'one' });
  });

  test('__proto__ is refused, and pollutes nothing', () => {
    const { document, codes } = read('a.json', '{ "__proto__": { "polluted": true } }');
    expect(codes).toEqual(['KEY_UNSAFE']);
    expect(document?.value).not.toHaveProperty('polluted');
  });
});

describe('hostile texts end in one diagnostic', () => {
  test.each([
    ['flow lists', '['.repeat(100_000)],
    ['flow maps', '{a: '.repeat(50_000)],
    ['lists in one line', '- '.repeat(100_000)],
    ['keys in one line', '? '.repeat(100_000)],
    ['indentation', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('depth: %s', (_name, text) => {
    expect(read('a.yaml', text).codes).toEqual(['TOO_DEEP']);
  });

  test('depth in JSON', () => {
    expect(read('a.json', '['.repeat(100_000)).codes).toEqual(['TOO_DEEP']);
  });

  test('depth that only aliases make', () => {
    const names = Array.from({ length: 120 }, (_, index) => `a${index}`);
    const text = names.map((name, index) => `${name}: &${name} [${index === 0 ? '1' : `*a${index - 1}`}]`).join('\n');
    expect(read('a.yaml', text).codes).toContain('TOO_DEEP');
  });

  test('a map of very many keys is read', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(read('a.yaml', text).codes).toEqual([]);
  });

  test('number of values in JSON', () => {
    expect(read('a.json', `[${'0,'.repeat(1_000_001)}0]`).codes).toEqual(['TOO_MANY_VALUES']);
  });
});

function read(file: string, text: string): { document: LocatedDocument | undefined; codes: string[] } {
  const diagnostics = new Diagnostics();
  const document = parseLocated(text, { file, uri: `file:///plugin/${file}`, diagnostics });
  return { document, codes: diagnostics.list().map((diagnostic) => diagnostic.code) };
}

/** What YAML or JSON cannot hold exactly, or what is refused on purpose. */
function hasOddity(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value));
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, part]) => key === '__proto__' || key === '<<' || hasOddity(part));
}
