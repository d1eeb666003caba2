import { expect, test } from 'vitest';
import { printExpression } from '../../../../generator/emit/rules/print-expression.ts';
import { readRefinements } from '../../../../generator/model/rules/read-refinements.ts';
import { bundleOf } from '../../../support/schemas.ts';

const read = (documents: Readonly<Record<string, unknown>>): ReturnType<typeof readRefinements> => {
  const { bundle, root } = bundleOf(documents);
  return readRefinements(bundle, root('a.json'), true);
};

test('rules of what a root is composed of speak of the whole value too', () => {
  const { rules, hooks, problems } = read({
    'a.json': {
      allOf: [{ $ref: 'b.json' }, { 'x-rules': [{ rule: 'self.b < self.a' }] }],
      properties: { a: { type: 'integer' } },
      required: ['a'],
      'x-rules': [{ rule: 'self.a > 1' }],
    },
    'b.json': { type: 'object', properties: { b: { type: 'integer' } }, required: ['b'], 'x-validate': 'src/validators.ts#checkB' },
  });
  expect(problems).toEqual([]);
  expect(rules.map(({ text }) => text)).toEqual(['self.a > 1', 'self.b < self.a']);
  expect(hooks).toEqual([{ file: 'src/validators', exportName: 'checkB' }]);
});

test('a rule inside, where it would not be read, is told at its place', () => {
  const { problems } = read({
    'a.json': {
      type: 'object',
      properties: { a: { $ref: '#/$defs/A' } },
      $defs: { A: { type: 'object', 'x-rules': [] }, unused: { 'x-rules': [] } },
    },
  });
  expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([['RULE_MISPLACED', '/$defs/A/x-rules']]);
});

test('a field with a default is there, and one without must be asked for', () => {
  const properties = { a: { type: 'integer', default: 1 }, b: { type: 'integer' } };
  const { rules, problems } = read({
    'a.json': { type: 'object', properties, 'x-rules': [{ rule: 'self.a > 1' }, { rule: 'self.b > 1' }] },
  });
  expect(rules.map(({ expression }) => printExpression(expression))).toEqual(['(self.a > 1)']);
  expect(problems.map(({ suggestion, part }) => [suggestion, part])).toEqual([['write has(self.b) && …', 'self.b']]);
});

test.each([
  ['has(self.o) && self.o.n > 1', '(celHas(self, "o") && (self.o!.n > 1))'],
  ['has(self.o) ? self.o.n == 1 : true', '(celHas(self, "o") ? celEqual(self.o!.n, 1) : true)'],
  ['!has(self.o) || self.o.n / 2 == 1', '(!(celHas(self, "o")) || celEqual(Math.trunc((self.o!.n / 2)), 1))'],
  ['self.s != null && self.s.contains("\\u2028")', '(!celEqual(self.s, null) && self.s!.includes("\\u2028"))'],
  ['["a"].exists(new, new == "a")', '["a"].some((new_) => celEqual(new_, "a"))'],
])('%s becomes %s', (rule, code) => {
  const properties = {
    o: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    s: { type: ['string', 'null'] },
  };
  const { rules, problems } = read({ 'a.json': { type: 'object', properties, required: ['s'], 'x-rules': [{ rule }] } });
  expect(problems).toEqual([]);
  expect(printExpression(rules[0]!.expression)).toBe(code);
});

test.each([
  'self.n == 1.0',
  'self.t.matches("(a+)+$")',
  'self.t.matches("(?<=a)b")',
  'self.n == 9007199254740993',
  'self["n"] == 1',
  'self.n in []  || cel.bind(x, 1, x) == 1',
  'self.t + 1 == "a1"',
  'b"a" == b"a"',
  'self.__proto__ == 1',
  `${'!'.repeat(5000)}true`,
  Array.from({ length: 20_000 }, () => 'true').join(' && '),
])('a rule without a sure and common meaning is refused: %#', (rule) => {
  const properties = { n: { type: 'integer' }, t: { type: 'string' } };
  const { problems } = read({ 'a.json': { type: 'object', properties, required: ['n', 't'], 'x-rules': [{ rule }] } });
  expect(problems.map(({ code }) => code)).toEqual(['RULE_REFUSED']);
});
