import { expect, test } from 'vitest';
import { printValidators } from '../../../generator/emit/validators/index.ts';
import type { SchemaObject } from '../../../generator/model/schema/index.ts';
import { evaluateZod } from '../../support/evaluate-zod.ts';
import { bundleOf, sentences, validatorOf } from '../../support/schemas.ts';

const FILLED = 'which is filled in by default';

const refused: [string, SchemaObject, unknown, string][] = [
  [
    'all other properties, of an earlier part',
    { allOf: [{ additionalProperties: { type: 'object' } }, { properties: { default: { type: 'number', default: -1 } } }] },
    {},
    `params.default must be an object (got -1), ${FILLED}`,
  ],
  [
    'a choice beside items',
    { items: { properties: { a: { default: 1 } } }, oneOf: [{ type: 'string' }, { anyOf: [{ const: [{}] }] }] },
    [{}],
    'params must fit one of 2 alternatives: must be a string (got a list of 1 item); or must be a list of 1 item (got a list of 1 item), once its defaults are filled in',
  ],
  [
    'a condition of an earlier part',
    {
      allOf: [
        // oxlint-disable-next-line no-thenable -- the keyword is called so
        { if: { properties: { mode: { const: 'fast' } }, required: ['mode'] }, then: { required: ['seed'] } },
        { properties: { mode: { default: 'fast' } } },
      ],
    },
    {},
    'params.seed is required, once its defaults are filled in',
  ],
  [
    'a constant',
    { const: {}, properties: { a: { default: 1 } } },
    {},
    'params must be an object (got an object), once its defaults are filled in',
  ],
  [
    'a count',
    { allOf: [{ maxProperties: 1 }, { properties: { a: { default: 1 }, b: { default: 2 } } }] },
    {},
    'params must have at most 1 field (got 2), once its defaults are filled in',
  ],
  [
    'what must not be there',
    { not: { required: ['a'] }, properties: { a: { default: 1 } } },
    {},
    'params is what the schema forbids (got an object), once its defaults are filled in',
  ],
  [
    'what goes with another property',
    {
      allOf: [
        { dependentSchemas: { a: { properties: { a: { maxProperties: 0 } } } } },
        { properties: { a: { properties: { x: { default: 1 } } } } },
      ],
    },
    { a: {} },
    'params.a must have at most 0 fields (got 1), once its defaults are filled in',
  ],
  [
    'a definition that is extended',
    {
      allOf: [{ $ref: '#/$defs/Base' }],
      properties: { opt: { properties: { lr: { default: 0 } } } },
      $defs: { Base: { properties: { opt: { properties: { lr: { exclusiveMinimum: 0 } } } } } },
    },
    { opt: {} },
    `params.opt.lr must be > 0 (got 0), ${FILLED}`,
  ],
  [
    'a place in a list, deep inside',
    {
      properties: {
        runs: { items: { allOf: [{ patternProperties: { '^x': { type: 'string' } } }, { properties: { x1: { default: 1 } } }] } },
      },
    },
    { runs: [{ x1: 'a' }, {}] },
    `params.runs[1].x1 must be a string (got 1), ${FILLED}`,
  ],
];

test.each(refused)('what a default adds later is held to %s', async (_name, schema, value, sentence) => {
  const validator = await validatorOf(schema);
  expect(sentences(validator, value)).toEqual([sentence]);
  expect(validator.check(value, { first: true }).ok).toBe(false);
  expect(zodOf(schema).safeParse(value).success).toBe(false);
});

test('a default gets the defaults of an earlier part, and then comes out as it went in', async () => {
  const schema = { allOf: [{ additionalProperties: { properties: { z: { default: 1 } } } }, { properties: { p: { default: {} } } }] };
  const validator = await validatorOf(schema);
  expect(validator.check({})).toEqual({ ok: true, value: { p: { z: 1 } } });
  expect(validator.check({ p: { z: 1 } })).toEqual({ ok: true, value: { p: { z: 1 } } });
  expect(zodOf(schema).parse({})).toEqual({ p: { z: 1 } });
});

test('defaults that fill in each other without an end are an error, not a hang', async () => {
  const schema = { allOf: [{ additionalProperties: { $ref: '#' } }, { properties: { p: { default: {} } } }] };
  const validator = await validatorOf(schema);
  expect(sentences(validator, {})).toEqual(['params has defaults without an end: each is filled in again inside of another one']);
  expect(zodOf(schema).safeParse({}).success).toBe(false);
});

test('what was given stays as it is where defaults are filled in more than once', async () => {
  const validator = await validatorOf({
    allOf: [{ additionalProperties: { properties: { z: { default: 1 } } } }, { properties: { p: { default: {} } } }],
  });
  const given = { q: {}, n: NaN };
  expect(validator.check(given)).toEqual({ ok: true, value: { q: { z: 1 }, n: NaN, p: { z: 1 } } });
  expect(given).toEqual({ q: {}, n: NaN });
});

const BASE = { type: 'object', properties: { epochs: { type: 'integer', default: 10 }, seed: { type: 'integer' } }, required: ['seed'] };

test.each<[string, SchemaObject]>([
  [
    'an object in an object',
    { properties: { a: { default: 1 }, o: { properties: { b: { default: 2 } } } }, required: ['c'], maxProperties: 4 },
  ],
  ['items', { properties: { list: { items: { properties: { b: { type: 'string', default: 'x' } } }, uniqueItems: true } } }],
  [
    'an extension',
    { allOf: [{ $ref: '#/$defs/Base' }], properties: { epochs: { default: 5 }, more: { default: 1 } }, $defs: { Base: BASE } },
  ],
  [
    'a closed extension',
    { $ref: '#/$defs/Base', properties: { more: { default: 1 } }, unevaluatedProperties: false, $defs: { Base: BASE } },
  ],
  ['two bases', { allOf: [BASE, { properties: { other: { default: 1 } } }] }],
  ['a choice of other properties', { properties: { a: { default: 1 } }, anyOf: [{ required: ['b'] }, { required: ['c'] }] }],
  ['a choice by a listed text', { properties: { a: { default: 1 }, kind: { enum: ['x', 'y'] } } }],
  [
    'patterns of other names',
    { properties: { a: { type: 'object' } }, patternProperties: { '^x': { properties: { b: { default: 1 } } } } },
  ],
])('parts that cannot write below each other cost nothing: %s', (_name, schema) => {
  expect(printed(schema)).not.toContain('settleDefaults');
});

function printed(schema: SchemaObject): string {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const roots = [{ exportName: 'check', typeName: 'Root', root: root('root.json') }];
  return printValidators(bundle, roots, { typesModule: './types.js', runtimeModule: 'actionsmith/codegen/v1' }).code;
}

function zodOf(schema: SchemaObject): Exclude<ReturnType<typeof evaluateZod>, { refused: string }>['schema'] {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const made = evaluateZod(bundle, root('root.json'), { fillDefaults: true });
  if ('refused' in made) throw new Error(made.refused);
  return made.schema;
}

test.each<[string, SchemaObject]>([
  ['that asks for nothing else', {}],
  ['that is closed', { unevaluatedProperties: false }],
])('what goes with another property sees the defaults that are filled in beside it, in a schema %s', async (_name, beside) => {
  const schema = {
    properties: { a: { properties: { x: { default: 1 } } } },
    dependentSchemas: { a: { properties: { a: { required: ['x'] } } } },
    ...beside,
  };
  const validator = await validatorOf(schema);
  expect(validator.check({ a: {} })).toEqual({ ok: true, value: { a: { x: 1 } } });
  expect(zodOf(schema).parse({ a: {} })).toEqual({ a: { x: 1 } });
});

test('a condition sees the defaults of its object, whether anything in it asks what is evaluated or not', async () => {
  const schema = {
    properties: { mode: { default: 'slow' }, seed: {} },
    if: { properties: { mode: { const: 'fast' } } },
    // oxlint-disable-next-line no-thenable -- the keyword is called so
    then: { required: ['seed'] },
  };
  for (const each of [schema, { ...schema, unevaluatedProperties: false }]) {
    const validator = await validatorOf(each);
    expect(validator.check({})).toEqual({ ok: true, value: { mode: 'slow' } });
    expect(validator.check({ mode: 'fast' }).ok).toBe(false);
    expect(zodOf(each).parse({})).toEqual({ mode: 'slow' });
    expect(printed(each)).not.toContain('settleDefaults');
  }
});
