import { expect, test } from 'vitest';
import { defaultsUsed, describeParams } from '../../runtime/cli/describe-params.ts';

const schema = {
  type: 'object',
  required: ['dataset', 'epochs'],
  properties: {
    dataset: { type: 'integer', description: 'Dataset\nidentifier' },
    epochs: { type: 'integer', default: 10 },
    mode: { enum: ['fast', 'good'] },
    verbose: { type: 'boolean', default: false },
  },
};

test('help lists every param with its type, what is needed, its default and its choices', () => {
  expect(describeParams(schema)).toEqual([
    '  --dataset <integer>  (required) Dataset identifier',
    '  --epochs <integer>   (default 10)',
    '  --mode <string>      one of "fast", "good"',
    '  --verbose            (default false)',
  ]);
});

test('help shows what an extension says of a param before what its base says', () => {
  const extension = { allOf: [{ $ref: '#/$defs/Base' }], properties: { epochs: { default: 50 } }, $defs: { Base: schema } };
  expect(describeParams(extension).slice(0, 2)).toEqual([
    '  --epochs <integer>   (default 50)',
    '  --dataset <integer>  (required) Dataset identifier',
  ]);
});

test('help says how a list is written, and how a param is reached whose name is an option of the command or no plain word', () => {
  const lists = {
    properties: {
      sizes: { type: 'array', items: { type: 'integer' } },
      tags: { type: 'array', items: { type: 'string' } },
      json: { type: 'boolean' },
      'weird name': { type: 'integer' },
      "it's $5": { type: 'integer' },
      'a=b': {},
      größe: { type: 'number' },
    },
  };
  expect(describeParams(lists, ['json', 'plugin'])).toEqual([
    '  --sizes <integer,integer,…>',
    '  --tags <string> …               (may be repeated)',
    '  --param.json                    (only through --params, or in this form)',
    '  --param."weird name" <integer>  (only through --params, or in this form)',
    "  --param.'it'\\''s $5' <integer>  (only through --params, or in this form)",
    `  --params '{"a=b": …}'           (only through --params)`,
    '  --größe <number>',
  ]);
});

test('an action without params has none to list', () => {
  expect([describeParams(true), describeParams({ type: 'object' })]).toEqual([[], []]);
});

test('the defaults that were used are those of params that are not given', () => {
  expect(defaultsUsed(schema, { dataset: 1, verbose: true })).toEqual(['epochs=10']);
});
