import { expect, test } from 'vitest';
import { bySeverity, diffConfigs } from '../../support/diff-configs.ts';

type Schema = Record<string, unknown>;
type Row = [what: string, old: Schema, now: Schema, params: string[], result: string[]];

/** An object with one field `a`, so that a change stands below the root. */
const a = (schema: unknown, more: Schema = {}): Schema => ({ type: 'object', properties: { a: schema }, ...more });

/** A tree of alternatives, with a leaf. */
const tree = (leaf: Schema): Schema => {
  const next = { $ref: '#/$defs/Node' };
  const fork = { type: 'object', properties: { left: next, right: next }, required: ['left'] };
  const link = { type: 'object', properties: { only: next }, required: ['only'] };
  return { ...a(next), $defs: { Node: { anyOf: [leaf, fork, link] } } };
};

const rows: Row[] = [
  ['nothing', a({ type: 'string' }), a({ type: 'string' }), [], []],
  ['a description', a({ type: 'string' }), a({ type: 'string', description: 'new', examples: ['x'] }), [], []],
  [
    'a definition that is renamed',
    { ...a({ $ref: '#/$defs/X' }), $defs: { X: { type: 'integer' } } },
    { ...a({ $ref: '#/$defs/Y' }), $defs: { Y: { type: 'integer' } } },
    [],
    [],
  ],
  ['anything, in another way', { type: 'object', properties: { a: true } }, a({}), [], []],
  ['anything, as all types', a({}), a({ type: ['null', 'boolean', 'string', 'number', 'array', 'object'] }), [], []],
  ['items that may be anything', a({ type: 'array' }), a({ type: 'array', items: {} }), [], []],
  ['further fields that may be anything', a({ type: 'object' }), a({ type: 'object', additionalProperties: {} }), [], []],
  ['a reference that is written out', { ...a({ $ref: '#/$defs/X' }), $defs: { X: { type: 'integer' } } }, a({ type: 'integer' }), [], []],
  ['a constant as a list of one', a({ const: 'x' }), a({ enum: ['x'] }), [], []],
  ['a type as a list of one', a({ type: 'string' }), a({ type: ['string'] }), [], []],
  ['an allOf that is merged', a({ type: 'integer', minimum: 1 }), a({ allOf: [{ type: 'integer' }, { minimum: 1 }] }), [], []],
  ['alternatives that are a list of types', a({ type: ['string', 'null'] }), a({ anyOf: [{ type: 'null' }, { type: 'string' }] }), [], []],
  [
    'alternatives in another order',
    a({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
    a({ oneOf: [{ type: 'integer' }, { type: 'string' }] }),
    [],
    [],
  ],
  ['constants as alternatives', a({ enum: ['x', 'y'] }), a({ oneOf: [{ const: 'x' }, { const: 'y' }] }), [], []],
  ['an exclusive bound of integers', a({ type: 'integer', exclusiveMinimum: 0 }), a({ type: 'integer', minimum: 1 }), [], []],
  ['integers as multiples of 1', a({ type: 'integer' }), a({ type: 'number', multipleOf: 1 }), [], []],
  ['a type that the values have anyhow', a({ enum: ['x', 'y'] }), a({ type: 'string', enum: ['y', 'x'] }), [], []],
  ['items that say nothing', a({ type: 'array' }), a({ type: 'array', items: true, minItems: 0 }), [], []],
  ['what is allowed anyhow', a({ type: 'object' }), a({ type: 'object', additionalProperties: true }), [], []],
  ['a pattern in other words', a({ type: 'string', pattern: '^[a-z]+$' }), a({ type: 'string', pattern: '^[a-z][a-z]*$' }), [], []],
  [
    'draft 7 and 2020-12',
    { ...a({ type: 'array', items: [{ type: 'string' }] }), $schema: 'http://json-schema.org/draft-07/schema#' },
    a({ type: 'array', prefixItems: [{ type: 'string' }] }),
    [],
    [],
  ],
  [
    'a circle',
    { ...a({ $ref: '#/$defs/T' }), $defs: { T: a({ $ref: '#/$defs/T' }) } },
    { ...a({ $ref: '#/$defs/U' }), $defs: { U: a({ $ref: '#/$defs/U' }) } },
    [],
    [],
  ],
  [
    'a new field that may be left out',
    a({ type: 'string' }),
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
    ['compatible field-added'],
    ['compatible field-declared'],
  ],
  [
    'a new field that must be there',
    a({ type: 'string' }),
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['b'] },
    ['breaking field-required', 'compatible field-added'],
    ['compatible field-declared', 'compatible field-required'],
  ],
  [
    'a new field with a default that must be there',
    a({ type: 'string' }),
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string', default: 'x' } }, required: ['b'] },
    ['compatible field-added'],
    ['compatible field-declared', 'compatible field-required'],
  ],
  [
    'a field that is gone',
    { type: 'object', properties: { a: { type: 'string' }, b: {} } },
    a({ type: 'string' }),
    ['breaking field-removed'],
    ['breaking field-undeclared'],
  ],
  [
    'a field that must be there now',
    a({ type: 'string' }),
    a({ type: 'string' }, { required: ['a'] }),
    ['breaking field-required'],
    ['compatible field-required'],
  ],
  [
    'a field that may be missing',
    a({ type: 'string' }, { required: ['a'] }),
    a({ type: 'string' }),
    ['compatible field-optional'],
    ['breaking field-optional'],
  ],
  [
    'a required field that gets a default',
    a({ type: 'integer' }, { required: ['a'] }),
    a({ type: 'integer', default: 1 }, { required: ['a'] }),
    ['risky default-added', 'compatible field-optional'],
    [],
  ],
  [
    'a required field that loses its default',
    a({ type: 'integer', default: 1 }, { required: ['a'] }),
    a({ type: 'integer' }, { required: ['a'] }),
    ['breaking field-required', 'risky default-removed'],
    [],
  ],
  ['another default', a({ type: 'integer', default: 1 }), a({ type: 'integer', default: 2 }), ['risky default-changed'], []],
  [
    'a default that is gone',
    a({ type: 'integer', default: 1 }),
    a({ type: 'integer' }),
    ['risky default-removed'],
    ['breaking field-optional'],
  ],
  [
    'another type',
    a({ type: 'string' }),
    a({ type: 'integer' }),
    ['breaking type-narrowed', 'compatible type-widened'],
    ['breaking type-widened', 'compatible type-narrowed'],
  ],
  ['one more type', a({ type: 'string' }), a({ type: ['string', 'null'] }), ['compatible type-widened'], ['breaking type-widened']],
  ['one type less', a({ type: ['string', 'null'] }), a({ type: 'string' }), ['breaking type-narrowed'], ['compatible type-narrowed']],
  ['integer to number', a({ type: 'integer' }), a({ type: 'number' }), ['compatible type-widened'], ['breaking type-widened']],
  ['number to integer', a({ type: 'number' }), a({ type: 'integer' }), ['breaking type-narrowed'], ['compatible type-narrowed']],
  ['a type where there was none', a({}), a({ type: 'string' }), ['breaking type-narrowed'], ['compatible type-narrowed']],
  ['a value less', a({ enum: ['x', 'y'] }), a({ enum: ['x'] }), ['breaking value-removed'], ['compatible value-removed']],
  ['a value more', a({ enum: ['x'] }), a({ enum: ['x', 'y'] }), ['compatible value-added'], ['breaking value-added']],
  ['values to any text', a({ enum: ['x', 'y'] }), a({ type: 'string' }), ['compatible value-added'], ['breaking value-added']],
  ['any text to values', a({ type: 'string' }), a({ enum: ['x', 'y'] }), ['breaking value-removed'], ['compatible value-removed']],
  [
    'a higher least',
    a({ type: 'integer', minimum: 1 }),
    a({ type: 'integer', minimum: 2 }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  [
    'a higher most',
    a({ type: 'integer', maximum: 1 }),
    a({ type: 'integer', maximum: 2 }),
    ['compatible bound-relaxed'],
    ['breaking bound-relaxed'],
  ],
  [
    'a bound that is exclusive now',
    a({ type: 'number', minimum: 0 }),
    a({ type: 'number', exclusiveMinimum: 0 }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  [
    'a coarser step',
    a({ type: 'integer', multipleOf: 2 }),
    a({ type: 'integer', multipleOf: 4 }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  [
    'a shorter text',
    a({ type: 'string', maxLength: 9 }),
    a({ type: 'string', maxLength: 5 }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  [
    'items that differ now',
    a({ type: 'array' }),
    a({ type: 'array', uniqueItems: true }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  ['more items', a({ type: 'array', maxItems: 2 }), a({ type: 'array' }), ['compatible bound-relaxed'], ['breaking bound-relaxed']],
  [
    'another type of items',
    a({ type: 'array', items: { type: 'number' } }),
    a({ type: 'array', items: { type: 'integer' } }),
    ['breaking type-narrowed'],
    ['compatible type-narrowed'],
  ],
  [
    'a place of a list',
    a({ type: 'array', prefixItems: [{ type: 'string' }] }),
    a({ type: 'array', prefixItems: [{ type: 'string', maxLength: 3 }] }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  ['a new pattern', a({ type: 'string' }), a({ type: 'string', pattern: '^a' }), ['breaking pattern-added'], ['compatible pattern-added']],
  [
    'a narrower pattern',
    a({ type: 'string', pattern: '^[a-z]+$' }),
    a({ type: 'string', pattern: '^[a-f]+$' }),
    ['breaking pattern-added'],
    ['compatible pattern-added'],
  ],
  [
    'a wider pattern',
    a({ type: 'string', pattern: '^a' }),
    a({ type: 'string', pattern: '^[ab]' }),
    ['compatible pattern-removed'],
    ['breaking pattern-removed'],
  ],
  [
    'a pattern that cannot be compared',
    a({ type: 'string', pattern: '^(?=a)\\w+$' }),
    a({ type: 'string', pattern: '^(?!b)\\w+$' }),
    ['risky cannot-compare'],
    ['risky cannot-compare'],
  ],
  ['a new format', a({ type: 'string' }), a({ type: 'string', format: 'email' }), ['breaking format-added'], ['compatible format-added']],
  ['a format that only describes', a({ type: 'string' }), a({ type: 'string', format: 'password' }), [], []],
  [
    'a circle of alternatives',
    tree({ type: 'string' }),
    tree({ type: 'string', maxLength: 5 }),
    ['breaking bound-tightened'],
    ['compatible bound-tightened'],
  ],
  ['a circle of alternatives that says the same', tree({ type: 'string' }), tree({ type: ['string'] }), [], []],
  [
    'another format',
    a({ type: 'string', format: 'date' }),
    a({ type: 'string', format: 'email' }),
    ['risky cannot-compare'],
    ['risky cannot-compare'],
  ],
  [
    'an object that is closed',
    a(a({}, { required: ['a'] })),
    a(a({}, { required: ['a'], additionalProperties: false })),
    ['breaking fields-closed'],
    ['compatible fields-closed'],
  ],
  [
    'an object that is opened',
    a(a({}, { additionalProperties: false })),
    a(a({})),
    ['compatible fields-opened'],
    ['breaking fields-opened'],
  ],
  [
    'a new field of an open object inside',
    a(a({})),
    a({ type: 'object', properties: { a: {}, b: { type: 'integer' } } }),
    ['risky field-declared'],
    ['compatible field-declared'],
  ],
  [
    'a narrower map',
    a({ type: 'object', additionalProperties: { type: 'number' } }),
    a({ type: 'object', additionalProperties: { type: 'integer' } }),
    ['breaking type-narrowed'],
    ['compatible type-narrowed'],
  ],
  [
    'a narrower pattern of names',
    a({ type: 'object', patternProperties: { '^x': { type: 'number' } } }),
    a({ type: 'object', patternProperties: { '^x': { type: 'integer' } } }),
    ['breaking type-narrowed'],
    ['compatible type-narrowed'],
  ],
  [
    'an alternative less',
    a({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
    a({ anyOf: [{ type: 'string' }] }),
    ['breaking type-narrowed'],
    ['compatible type-narrowed'],
  ],
  [
    'a tagged alternative more',
    a({ oneOf: [a({ const: 'x' }, { required: ['a'] })] }),
    a({ oneOf: [a({ const: 'x' }, { required: ['a'] }), a({ const: 'y' }, { required: ['a'] })] }),
    ['compatible alternative-added'],
    ['breaking alternative-added'],
  ],
  [
    'a field of a tagged alternative',
    a({
      oneOf: [
        a({ const: 'x' }, { required: ['a'] }),
        { type: 'object', properties: { a: { const: 'y' }, b: { type: 'number' } }, required: ['a'] },
      ],
    }),
    a({
      oneOf: [
        a({ const: 'x' }, { required: ['a'] }),
        { type: 'object', properties: { a: { const: 'y' }, b: { type: 'integer' } }, required: ['a'] },
      ],
    }),
    ['breaking type-narrowed'],
    ['compatible type-narrowed'],
  ],
  ['another condition', a({ not: { const: 1 } }), a({ not: { const: 2 } }), ['risky cannot-compare'], ['risky cannot-compare']],
  ['a new condition', a({}), a({ not: { const: 2 } }), ['breaking constraint-added'], ['compatible constraint-added']],
  ['a condition that is gone', a({ contains: { const: 2 } }), a({}), ['compatible constraint-removed'], ['breaking constraint-removed']],
  [
    'a rule',
    a({ type: 'integer' }),
    { ...a({ type: 'integer' }, { required: ['a'] }), 'x-rules': [{ rule: 'self.a > 1', message: 'm' }] },
    ['breaking constraint-added', 'breaking field-required'],
    ['compatible constraint-added', 'compatible field-required'],
  ],
  ['a field that is refused', a({ type: 'string' }), a(false), ['breaking field-removed'], ['compatible field-removed']],
];

/** All pairs are actions of one pair of contracts. */
const found = diffConfigs({ actions: actionsOf(1) }, { actions: actionsOf(2) });

test.each(rows.map(([what, , , params, result], at) => [what, at, params, result] as const))('%s', async (_what, at, params, result) => {
  expect(await changesOf(at, 'params')).toEqual(params.map((line) => line.replace(' ', ' params-')));
  expect(await changesOf(at, 'result')).toEqual(result.map((line) => line.replace(' ', ' result-')));
});

test('there are at least sixty pairs', () => expect(rows.length).toBeGreaterThanOrEqual(60));

function actionsOf(side: 1 | 2): object {
  return Object.fromEntries(rows.map((row, at) => [`pair_${at}`, { params: row[side], result: row[side] }]));
}

async function changesOf(at: number, role: string): Promise<string[]> {
  const findings = (await found).filter(({ subject }) => new RegExp(`^pair_${at} ${role}(?![a-z])`).test(subject));
  return findings.map(({ severity, rule }) => `${severity} ${rule}`).toSorted(bySeverity);
}
