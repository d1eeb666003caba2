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
  expect(rules.rules.map(({ text }) => text)).toEqual(['self.a > 1', 'self.b < self.a']);
  expect(hooks).toEqual([{ file: 'src/validators', exportName: 'checkB' }]);
});

test.each([
  ['not', { not: { type: 'object', 'x-rules': [{ rule: 'true' }] } }, '/not/x-rules', 'stands below not, which does not say that it holds'],
  [
    'a branch like the others',
    { anyOf: [{ type: 'object', 'x-rules': [{ rule: 'true' }] }, { type: 'object' }] },
    '/anyOf/0/x-rules',
    'stands in a branch of anyOf, and nothing in a value shows that it is of this branch',
  ],
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  ['a condition', { if: true, then: { 'x-rules': [] } }, '/then/x-rules', 'stands below then, which does not say that it holds'],
  [
    'an object of unstated type',
    { properties: { a: { properties: { b: { type: 'object', 'x-rules': [{ rule: 'true' }] } } } } },
    '/properties/a/properties/b/x-rules',
    'stands where the schema does not state the type of what it is about',
  ],
  [
    'undeclared properties beside declared ones',
    { properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer', 'x-rules': [{ rule: 'self > 1' }] } },
    '/additionalProperties/x-rules',
    'is about undeclared properties beside declared ones, which have one type in TypeScript',
  ],
  [
    'the rest of a tuple',
    { properties: { a: { type: 'array', prefixItems: [true], items: { type: 'integer', 'x-rules': [{ rule: 'self > 1' }] } } } },
    '/properties/a/items/x-rules',
    'stands in what follows a tuple',
  ],
  [
    'a hook inside',
    { properties: { a: { type: 'object', 'x-validate': 'src/v.ts#check' } } },
    '/properties/a/x-validate',
    'stands inside of the schema, and hooks look at the whole value',
  ],
])('a rule that would have no sure effect is told at its place: %s', (_, schema, pointer, problem) => {
  const { problems } = read({ 'a.json': { type: 'object', ...schema } });
  expect(problems.map((one) => [one.code, one.pointer, one.data['problem']])).toEqual([['RULE_MISPLACED', pointer, problem]]);
  expect(problems[0]!.suggestion).toBeDefined();
});

test('rules inside are over the type of what is at their place', () => {
  const inner = { type: 'object', properties: { count: { type: 'integer' } }, 'x-rules': [{ rule: 'has(self.cuont)' }] };
  const { problems } = read({
    'a.json': {
      type: 'object',
      properties: { a: { $ref: '#/$defs/A' }, list: { type: 'array', items: { $ref: '#/$defs/A' } } },
      $defs: { A: inner },
    },
  });
  expect(problems).toEqual([
    {
      code: 'RULE_REFUSED',
      data: { problem: 'the schema declares no field "cuont" here' },
      uri: 'file:///plugin/a.json',
      pointer: '/$defs/A/x-rules/0/rule',
      part: 'self.cuont',
      suggestion: 'did you mean "count"?',
    },
  ]);
});

test('rules of a definition that nothing uses are not read', () => {
  expect(read({ 'a.json': { type: 'object', $defs: { unused: { 'x-rules': 1 } } } }).problems).toEqual([]);
});

test('a field with a default is there, and one without must be asked for', () => {
  const properties = { a: { type: 'integer', default: 1 }, b: { type: 'integer' } };
  const { rules, problems } = read({
    'a.json': { type: 'object', properties, 'x-rules': [{ rule: 'self.a > 1' }, { rule: 'self.b > 1' }] },
  });
  expect(rules.rules.map(({ expression }) => printExpression(expression))).toEqual(['(self.a > 1)']);
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
  expect(printExpression(rules.rules[0]!.expression)).toBe(code);
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
