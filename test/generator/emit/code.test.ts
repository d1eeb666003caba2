import { expect, test } from 'vitest';
import { array, assert, jsonValue, property, string } from 'fast-check';
import { docComment, identifier, literal, plainWords, propertyKey } from '../../../generator/emit/code.ts';

test('a literal is the value it was made of', () => {
  expect(literal({ name: 'a"b', list: [1, null, true], 'a-b': -0 }).toString()).toBe(
    '{ "name": "a\\"b", "list": [1, null, true], "a-b": -0 }',
  );
});

test('a literal escapes line separators and characters that turn the reading direction', () => {
  expect(literal('a\u2028b\u2029c\u202Ed').toString()).toBe('"a\\u2028b\\u2029c\\u202ed"');
});

test('the key __proto__ of a literal stays a key', () => {
  expect(literal(JSON.parse('{"__proto__": 1}')).toString()).toBe('{ ["__proto__"]: 1 }');
});

test('every JSON value comes back from its literal', () => {
  assert(
    property(jsonValue(), (value) => {
      // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- the point of the test
      const back: unknown = new Function(`return (${literal(value)})`)();
      expect(back).toEqual(value);
    }),
  );
});

test('a comment of one line, of several, and of none', () => {
  expect(docComment(['one']).toString()).toBe('/** one */');
  expect(docComment(['one', '', 'two'], '  ').toString()).toBe('  /**\n   * one\n   *\n   * two\n   */');
  expect(docComment(['', ' ']).toString()).toBe('');
});

test('a comment cannot be ended by its text', () => {
  expect(docComment(['a */ evil(); /* b']).toString()).toBe('/** a *\\/ evil(); /* b */');
  expect(docComment(['a *\u0000/ evil()']).toString()).toBe('/** a *\\/ evil() */');
});

test('whatever its text, a comment ends where it should and holds no control characters', () => {
  assert(
    property(array(string({ unit: 'binary' })), (lines) => {
      const text = docComment(lines).toString();
      if (text === '') return;
      expect(text.indexOf('*/')).toBe(text.length - 2);
      // oxlint-disable-next-line no-control-regex -- the point of the test
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E]/);
    }),
  );
});

test('an identifier is one, or an error', () => {
  expect(identifier('TrainParams').toString()).toBe('TrainParams');
  expect(() => identifier('a; evil()')).toThrow('not an identifier: "a; evil()"');
});

test('plain words are letters and digits, or an error', () => {
  expect(plainWords('Größe 2 日本').toString()).toBe('Größe 2 日本');
  for (const text of ['', ' a', 'a  b', 'a\nb', '# a', 'a_b', '<b>']) expect(() => plainWords(text)).toThrow('not plain words: ');
});

test('a property key is bare only where it can be', () => {
  expect([propertyKey('epochs'), propertyKey('batch size'), propertyKey('__proto__')].map(String)).toEqual([
    'epochs',
    '"batch size"',
    '"__proto__"',
  ]);
});
