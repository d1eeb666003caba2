import { compile } from '@formkit/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FormTest, isWritable, negate, type Operator, printTest } from '../../../../generator/emit/ui-schema/form-test.ts';

const IDS = ['a-b', 'train-rate', 'x_1'];
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '0', 'true', '&& (x)', "it's", '" || $x'),
  fc.integer(),
  fc.double(),
  fc.boolean(),
);
const compare = fc
  .tuple(fc.constantFrom(...IDS), fc.constantFrom<Operator>('===', '!==', '<', '<=', '>', '>='), scalar.filter(isWritable))
  .map(([id, operator, value]): FormTest => ({ kind: 'compare', id: [id], operator, value }));
const leaf = fc.oneof(
  compare,
  fc
    .tuple(fc.constantFrom<'given' | 'missing'>('given', 'missing'), fc.constantFrom(...IDS))
    .map(([kind, id]): FormTest => ({ kind, id: [id] })),
);
const { tests } = fc.letrec<{ tests: FormTest }>((tie) => ({
  tests: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(fc.constantFrom<'all' | 'any'>('all', 'any'), fc.array(tie('tests'), { minLength: 1, maxLength: 3 }))
      .map(([kind, inner]): FormTest => ({ kind, tests: inner })),
  ),
}));
const fields = fc.record(Object.fromEntries(IDS.map((id) => [id, fc.oneof(scalar, fc.constant(undefined), fc.constant(null))])));

test('FormKit reads a printed test as it was meant, whatever the texts in it', () => {
  fc.assert(
    fc.property(tests, fields, (asked, values) => {
      expect(asFormKit(printTest(asked), values)).toBe(holds(asked, values));
    }),
    { numRuns: 500 },
  );
});

test('a negated test says the opposite of values that can be compared', () => {
  const numbers = fc.record(Object.fromEntries(IDS.map((id) => [id, fc.integer({ min: -3, max: 3 })])));
  const comparisons = fc.tuple(
    fc.constantFrom(...IDS),
    fc.constantFrom<Operator>('===', '!==', '<', '<=', '>', '>='),
    fc.integer({ min: -3, max: 3 }),
  );
  const asked = comparisons.map(([id, operator, value]): FormTest => ({ kind: 'compare', id: [id], operator, value }));
  const all = fc.array(asked, { minLength: 1, maxLength: 3 }).map((inner): FormTest => ({ kind: 'all', tests: inner }));
  fc.assert(
    fc.property(all, numbers, (one, values) => {
      expect(holds(negate(one), values)).toBe(!holds(one, values));
    }),
  );
});

type Values = Readonly<Record<string, unknown>>;

function asFormKit(expression: string, values: Values): boolean {
  const get = (id: string): unknown => ({ value: values[id] });
  return Boolean(compile(expression).provide((names) => Object.fromEntries(names.map((name) => [name, () => get])))());
}

function holds(asked: FormTest, values: Values): boolean {
  if ('tests' in asked)
    return asked.kind === 'all' ? asked.tests.every((one) => holds(one, values)) : asked.tests.some((one) => holds(one, values));
  const value = values[asked.id.join('')] as number;
  if (asked.kind !== 'compare') return (value === undefined || value === null || (value as unknown) === '') === (asked.kind === 'missing');
  const other = asked.value as number;
  const verdicts: Readonly<Record<Operator, boolean>> = {
    '===': value === other,
    '!==': value !== other,
    '<': value < other,
    '<=': value <= other,
    '>': value > other,
    '>=': value >= other,
  };
  return verdicts[asked.operator];
}
