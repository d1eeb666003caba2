import { expect, test } from 'vitest';
import { printValidators } from '../../../generator/emit/validators/index.ts';
import { bundleCode, bundleOf, runValidators, sentences, validatorOf } from '../../support/schemas.ts';

const TRAIN = {
  $id: 'https://example.org/train',
  type: 'object',
  required: ['dataset', 'epochs'],
  properties: {
    dataset: { type: 'integer', minimum: 1 },
    epochs: { type: 'integer', minimum: 1, default: 10 },
    name: { type: 'string', minLength: 1, pattern: '^[a-z]+$', format: 'email' },
    tags: { type: 'array', uniqueItems: true, items: { type: 'object' } },
    shape: { const: { a: [1] } },
  },
};

const print = (schema: object, closeRoot = true): string => {
  const { bundle, root } = bundleOf({ 'train.json': schema });
  const validator = {
    exportName: 'checkTrainParams',
    typeName: 'TrainParams',
    inputTypeName: 'TrainParamsInput',
    root: root('train.json'),
    closeRoot,
  };
  const { code, problems } = printValidators(bundle, [validator], { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1' });
  expect(problems).toEqual([]);
  return code;
};

test('a module of validators is an ES module with annotated exports, and imports the runtime only', () => {
  const lines = print(TRAIN).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '// @ts-nocheck',
    'import { createValidator, type Validator, addError, countStep, equal, findTwin, formatEmail } from "actionsmith/codegen/v1";',
    'import type { TrainParams, TrainParamsInput } from "./types.js";',
    '',
    'export const checkTrainParams: Validator<TrainParamsInput, TrainParams> = /* @__PURE__ */ createValidator({ name: "TrainParams", findErrors: validate1, fills: true });',
  ]);
  expect(lines.join('\n')).not.toMatch(/\brequire\(|module\.exports|\bexports\./);
});

test('the same contract gives the same bytes', () => {
  expect(print(TRAIN)).toBe(print(structuredClone(TRAIN)));
});

test('defaults are filled into a copy, and before required is asked', async () => {
  const validator = await validatorOf(TRAIN);
  const input = { dataset: 1 };
  expect(validator.check(input)).toEqual({ ok: true, value: { dataset: 1, epochs: 10 } });
  expect(input).toEqual({ dataset: 1 });
});

test('a default is filled in where every object inherits the name, and stays data where it has a name of its own', async () => {
  const value = JSON.parse('{"__proto__": 1}') as object;
  const validator = await validatorOf({ properties: { constructor: { type: 'boolean', default: false }, 'a b': { default: value } } });
  const result = validator.check({});
  expect(JSON.stringify(result)).toBe('{"ok":true,"value":{"constructor":false,"a b":{"__proto__":1}}}');
});

test('a default of one value is not shared with the next', async () => {
  const validator = await validatorOf({ properties: { list: { type: 'array', default: [] } } });
  const [one, other] = [validator.check({}), validator.check({})];
  expect(one).toEqual({ ok: true, value: { list: [] } });
  expect(one.ok && other.ok && (one.value as { list: unknown }).list !== (other.value as { list: unknown }).list).toBe(true);
});

test('an alternative that fails leaves no default behind, also where it is a reference', async () => {
  const closed = { type: 'object', required: ['kind'], additionalProperties: false };
  const validator = await validatorOf({
    anyOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
    $defs: {
      Cat: { ...closed, properties: { lives: { type: 'integer', default: 9 }, kind: { const: 'cat' } } },
      Dog: { ...closed, properties: { kind: { const: 'dog' } } },
    },
  });
  expect(validator.check({ kind: 'dog' })).toEqual({ ok: true, value: { kind: 'dog' } });
});

test('a closed root refuses unknown fields, and says which are known', async () => {
  const validator = await validatorOf(
    { type: 'object', properties: { epochs: {} }, allOf: [{ $ref: '#/$defs/Base' }], $defs: { Base: { properties: { name: {} } } } },
    { closeRoot: true },
  );
  expect(sentences(validator, { epochs: 1, name: 'a' })).toEqual([]);
  expect(sentences(validator, { epoch: 1 })).toEqual(['params.epoch is not a known field; did you mean "epochs"?']);
});

test('NaN is no number, inherited names are no properties, __proto__ is one', async () => {
  expect(sentences(await validatorOf({ type: 'number' }), Number.NaN)).toEqual(['params must be a number (got NaN)']);
  expect(sentences(await validatorOf({ required: ['toString'] }), {})).toEqual(['params.toString is required']);
  const proto = await validatorOf({ properties: JSON.parse('{"__proto__": {"type": "string"}}') as object });
  expect(proto.check(JSON.parse('{"__proto__": 1}')).ok).toBe(false);
  expect(proto.check({}).ok).toBe(true);
});

test('a choice that is an object is compared with the value, whatever variables the code has', async () => {
  const validator = await validatorOf({ properties: { a: { enum: ['x', { b: 1 }] }, c: { const: [2] } } });
  expect([{ a: { b: 1 } }, { a: 'x', c: [2] }, { a: { b: 2 } }, { c: [3] }].map((value) => validator.check(value).ok)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('formatters leave the functions as they are', () => {
  const lines = print(TRAIN).split('\n');
  const statements = lines.flatMap((line, at) => (/^(?:function|const) /.test(line) ? [lines[at - 1]] : []));
  expect(new Set(statements)).toEqual(new Set(['// prettier-ignore']));
});

test('decimal fractions are multiples as everyone counts', async () => {
  const validator = await validatorOf({ multipleOf: 0.01 });
  expect([19.99, 0.07, 1e300].map((value) => validator.check(value).ok)).toEqual([true, true, true]);
  expect(sentences(validator, 0.075)).toEqual(['params must be a multiple of 0.01 (got 0.075)']);
});

test('two validators of one module share their definitions, and a bundler drops the one that is not used', async () => {
  const { bundle, root } = bundleOf({
    'a.json': { properties: { size: { $ref: 'size.json' }, onlyA: { pattern: '^only-in-a$' } } },
    'b.json': { properties: { size: { $ref: 'size.json' } }, unevaluatedProperties: false },
    'size.json': { type: 'number', maximum: 77 },
  });
  const roots = [
    { exportName: 'checkA', typeName: 'A', root: root('a.json') },
    { exportName: 'checkB', typeName: 'B', root: root('b.json') },
  ];
  const { checkA, checkB } = await runValidators(bundle, roots);
  expect([checkA!, checkB!].map((validator) => sentences(validator, { size: 78 }))).toEqual([
    ['params.size must be <= 77 (got 78)'],
    ['params.size must be <= 77 (got 78)'],
  ]);
  const { code } = printValidators(bundle, roots, { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1' });
  expect(code.match(/> 77/g)).toHaveLength(1);
  const used = await bundleCode(`${code.replace('export const checkA', 'const checkA')}`, { minify: true });
  expect(used).not.toContain('only-in-a');
});

test('text of a contract stays text: ids, names, patterns and values that look like code do nothing', async () => {
  const evil = '*/ globalThis.injected = 1; /*"`${globalThis.injected = 1}`\u2028';
  const schema = {
    $id: `https://example.org/${encodeURI('x')}`,
    $comment: evil,
    title: evil,
    type: 'object',
    properties: { [evil]: { enum: [evil, 'x'], description: evil, $comment: evil }, other: { $ref: '#/$defs/a' } },
    patternProperties: { '^"\\]\\); globalThis\\.injected = 1; \\(\\[': { const: { [evil]: evil } } },
    required: [evil],
    dependentRequired: { [evil]: [evil] },
    if: { required: [evil] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { [evil]: { format: 'uri', default: evil } } },
    $defs: { a: { $id: 'https://example.org/*/globalThis.injected=1;/*', type: 'string' } },
  };
  const validator = await validatorOf(schema, { closeRoot: true });
  expect(validator.check({ [evil]: evil }).ok).toBe(false);
  expect(validator.check({}).ok).toBe(false);
  expect('injected' in globalThis).toBe(false);
});

test('formats are asserted', async () => {
  expect(sentences(await validatorOf({ format: 'date' }), '2026-02-30')).toEqual(['params must be a date (2026-01-31) (got "2026-02-30")']);
});

test('a schema that is too deep for the compiler is a problem, not an exception', () => {
  let schema: object = {};
  for (let level = 0; level < 5000; level++) schema = { not: schema };
  const { bundle, root } = bundleOf({ 'deep.json': schema });
  const { code, problems } = printValidators(bundle, [{ exportName: 'check', typeName: 'Deep', root: root('deep.json') }], {
    typesModule: './types.js',
    runtimeModule: 'actionsmith/codegen/v1',
  });
  expect([code, problems.map((problem) => problem.code)]).toEqual(['', ['SCHEMA_NOT_COMPILED']]);
});
