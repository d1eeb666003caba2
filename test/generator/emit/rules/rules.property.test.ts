import { parse } from '@marcbachmann/cel-js';
import { transformSync } from 'esbuild';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { printTypes } from '../../../../generator/emit/types/index.ts';
import { helpersIn, printExpression } from '../../../../generator/emit/rules/print-expression.ts';
import { readRefinements } from '../../../../generator/model/rules/read-refinements.ts';
import { modelTypes } from '../../../../generator/model/types/index.ts';
import { celEqual, celExistsOne, celHas, celIn, celSize } from '../../../../runtime/validation/rules/cel.ts';
import { compileTypes } from '../../../support/compile-types.ts';
import { bundleOf } from '../../../support/schemas.ts';

const TEXT = { type: 'string' };
const WHOLE = { type: 'integer' };
const SCHEMA = {
  type: 'object',
  required: ['epochs', 'limit', 'rate', 'name', 'fast', 'tags', 'sizes', 'rows', 'caps', 'label', 'mode'],
  properties: {
    epochs: WHOLE,
    limit: WHOLE,
    rate: { type: 'number' },
    name: TEXT,
    fast: { type: 'boolean' },
    mode: { enum: ['slow', 'quick'] },
    label: { type: ['string', 'null'] },
    nick: TEXT,
    tags: { type: 'array', items: TEXT },
    sizes: { type: 'array', items: WHOLE },
    rows: { type: 'array', items: { type: 'object', required: ['w'], properties: { w: WHOLE, t: TEXT } } },
    caps: { type: 'object', additionalProperties: WHOLE },
  },
};

function join(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((words) => words.join(' '));
}

/** Rules that are well typed, over all that rules have. */
const { rule: anyRule } = fc.letrec<Record<'rule' | 'bool' | 'int' | 'double' | 'text', string>>((tie) => {
  const [bool, int, double, text] = [tie('bool'), tie('int'), tie('double'), tie('text')];
  const order = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
  const small = { maxDepth: 4 };
  return {
    rule: bool,
    int: fc.oneof(
      small,
      fc.constantFrom('self.epochs', 'self.limit', '7', '-3', 'self.name.size()', 'size(self.tags)', 'size(self.caps)', 'int(self.rate)'),
      join('(', int, fc.constantFrom('+', '-', '*'), int, ')'),
      join('(', int, fc.constantFrom('/', '%'), fc.constantFrom('2', '3', '7'), ')'),
      join('-(', int, ')'),
      join('(', bool, '?', int, ':', int, ')'),
    ),
    double: fc.oneof(
      small,
      fc.constantFrom('self.rate', '0.5', 'double(self.epochs)'),
      join('(', double, fc.constantFrom('+', '-', '*'), double, ')'),
      join('(', double, '/', fc.constantFrom('2.0', '0.25'), ')'),
    ),
    text: fc.oneof(small, fc.constantFrom('self.name', 'self.mode', '"a"', '"é😀"', '""'), join('(', text, '+', text, ')')),
    bool: fc.oneof(
      small,
      fc.constantFrom(
        'self.fast',
        'has(self.nick)',
        '(has(self.nick) && self.nick.startsWith("a"))',
        '(!has(self.nick) || self.nick != self.name)',
        '(self.label == null || self.label.size() > 1)',
        '(self.label != null && self.label < self.name)',
        'self.mode in ["slow"]',
        'self.name in self.tags',
        'self.name in self.caps',
        'self.sizes.exists_one(s, s > self.epochs)',
        'self.tags.filter(t, t.size() > 1).size() > 1',
        '7 in self.sizes.map(s, s + 1)',
        'self.rows.all(r, r.w > 1 || has(r.t) && r.t.contains("b"))',
        'self.rows.exists(r, self.sizes.all(s, s <= r.w))',
        'self.caps.all(k, k != "a")',
        'self.name.matches("^[ab]+$")',
        'self.tags == ["a", "b"]',
      ),
      join('(', int, order, int, ')'),
      join('(', int, fc.constantFrom('<', '<=', '>', '>='), double, ')'),
      join('(', double, order, double, ')'),
      join('(', text, order, fc.constantFrom('self.name', '"ab"'), ')').filter(
        (words) => !/self\.mode (==|!=) "ab"|^\( "[^"]*" (==|!=) "/.test(words),
      ),
      join('(', bool, fc.constantFrom('&&', '||'), bool, ')'),
      join('!(', bool, ')'),
      join('(', bool, '?', bool, ':', bool, ')'),
    ),
  };
});

const whole = fc.integer({ min: -9, max: 9 });
const text = fc.constantFrom('', 'a', 'b', 'ab', 'é😀', 'zz');
const value = fc.record(
  {
    epochs: whole,
    limit: whole,
    rate: fc.constantFrom(0, 0.5, -1.25, 3),
    name: text,
    fast: fc.boolean(),
    mode: fc.constantFrom('slow', 'quick'),
    label: fc.option(text),
    nick: text,
    tags: fc.array(text, { maxLength: 3 }),
    sizes: fc.array(whole, { maxLength: 3 }),
    rows: fc.array(fc.record({ w: whole, t: text }, { requiredKeys: ['w'] }), { maxLength: 3 }),
    caps: fc.dictionary(fc.constantFrom('a', 'b', 'toString'), whole),
  },
  { requiredKeys: ['epochs', 'limit', 'rate', 'name', 'fast', 'mode', 'label', 'tags', 'sizes', 'rows', 'caps'] },
);

/** Undefined where the rule is refused, as one that compares what is never equal. */
function compile(text: string): string | undefined {
  const { bundle, root } = bundleOf({ 'a.json': { ...SCHEMA, 'x-rules': [{ rule: text }] } });
  const [rule] = readRefinements(bundle, root('a.json'), true).rules.rules;
  return rule && printExpression(rule.expression);
}

const HELPERS: Readonly<Record<string, unknown>> = { celEqual, celExistsOne, celHas, celIn, celSize };

function run(code: string, self: unknown): unknown {
  const { code: script } = transformSync(`(self: any) => ${code}`, { loader: 'ts' });
  return (
    new Function(...helpersIn(code), `return ${script.trim().replace(/;$/, '')}`)(...helpersIn(code).map((name) => HELPERS[name])) as (
      self: unknown,
    ) => unknown
  )(self);
}

/** What cel-js says; its errors hold too much to be printed. */
function evaluate(words: string, self: object): unknown {
  try {
    return parse(words)({ self: asCel(self) });
  } catch (error) {
    return `${words}: ${(error as Error).message}`;
  }
}

/** As an engine sees it that knows the schema: integers are integers. */
function asCel(self: object): object {
  const deep = (item: unknown, key?: string): unknown => {
    if (typeof item === 'number') return key === 'rate' ? item : BigInt(item);
    if (Array.isArray(item)) return item.map((one) => deep(one));
    if (item === null || typeof item !== 'object') return item;
    return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, deep(one, name)]));
  };
  return deep(self) as object;
}

test('a compiled rule says what a CEL engine says', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyRule!, value, (words, self) => {
      const code = compile(words);
      if (code === undefined) return;
      compared++;
      expect(run(code, self), words).toBe(evaluate(words, self));
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(compared).toBeGreaterThan(300);
});

test('what is compiled is accepted by the strictest compiler', async () => {
  const codes = fc
    .sample(anyRule!, { numRuns: 150, seed: 8 })
    .map(compile)
    .filter((code) => code !== undefined);
  const { bundle, root } = bundleOf({ 'a.json': SCHEMA });
  const types = printTypes(modelTypes(bundle, [{ name: 'T', root: root('a.json'), direction: 'output', closeRoot: true }]));
  const helpers = `
export declare function celEqual(left: unknown, right: unknown): boolean;
export declare function celIn(value: unknown, of: object): boolean;
export declare function celHas<T extends object, K extends keyof T>(of: T, key: K): boolean;
export declare function celSize(of: string | object): number;
export declare function celExistsOne<T>(list: readonly T[], test: (item: T) => boolean): boolean;`;
  const rules = codes.map((code) => `(self) => ${code}`).join(',\n');
  expect(
    await compileTypes({ 'a.ts': `${types}\n${helpers}\nexport const rules: readonly ((self: T) => boolean)[] = [${rules}];` }),
  ).toEqual([]);
}, 30_000);
