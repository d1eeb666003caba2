import { expect, test } from 'vitest';
import { selfContain, type JsonSchema } from '../../../../generator/model/schema/index.ts';
import { bundleOf } from '../../../support/schemas.ts';

const contain = (documents: Record<string, unknown>, options: { closeRoot?: boolean } = {}): JsonSchema => {
  const { bundle, root } = bundleOf(documents);
  return selfContain(bundle, root('main.json'), options);
};

test('definitions of all files come along under their own names; ids and anchors go', () => {
  const schema = contain({
    'main.json': {
      $id: 'https://example.org/main',
      properties: { size: { $ref: 'size.schema.json#cm' }, color: { $ref: '#/$defs/color' } },
      $defs: { color: { enum: ['red'] } },
    },
    'size.schema.json': { $defs: { Cm: { $anchor: 'cm', type: 'number', title: 'Centimetres' } } },
  });
  expect(schema).toEqual({
    properties: { size: { $ref: '#/$defs/Cm' }, color: { $ref: '#/$defs/Color' } },
    $defs: { Cm: { type: 'number', title: 'Centimetres' }, Color: { enum: ['red'] } },
  });
});

test('draft 7 is said in the words of 2020-12', () => {
  const schema = contain({
    'main.json': {
      $schema: 'http://json-schema.org/draft-07/schema#',
      items: [{ type: 'string' }],
      additionalItems: false,
      dependencies: { a: ['b'], c: { required: ['d'] } },
      properties: { a: { $ref: '#/definitions/A', minimum: 3, description: 'kept' } },
      definitions: { A: { type: 'integer' } },
      minContains: 2,
    },
  });
  expect(schema).toEqual({
    prefixItems: [{ type: 'string' }],
    items: false,
    dependentRequired: { a: ['b'] },
    dependentSchemas: { c: { required: ['d'] } },
    properties: { a: { $ref: '#/$defs/A', description: 'kept' } },
    $defs: { A: { type: 'integer' } },
  });
});

test('a schema that refers to itself is a definition', () => {
  expect(contain({ 'main.json': { type: 'object', properties: { next: { $ref: '#' } } } })).toEqual({
    $ref: '#/$defs/Main',
    $defs: { Main: { type: 'object', properties: { next: { $ref: '#/$defs/Main' } } } },
  });
});

const twoSizes = (other: string): Record<string, unknown> => ({
  'main.json': { properties: { a: { $ref: 'a.json#/$defs/Size' }, b: { $ref: 'b.json#/$defs/Size' } } },
  'a.json': { $defs: { Size: { type: 'number' } } },
  'b.json': { $defs: { Size: { type: other } } },
});

test('two definitions of one name share it when they say the same, and are told apart by their file when not', () => {
  expect(contain(twoSizes('number'))).toMatchObject({ properties: { a: { $ref: '#/$defs/Size' }, b: { $ref: '#/$defs/Size' } } });
  expect(contain(twoSizes('string'))).toMatchObject({ properties: { a: { $ref: '#/$defs/Size' }, b: { $ref: '#/$defs/BSize' } } });
});

test('a dynamic reference leads to the outermost anchor of its name', () => {
  const schema = contain({
    'main.json': {
      $id: 'https://example.org/strings',
      $ref: 'list',
      $defs: {
        item: { $dynamicAnchor: 'item', type: 'string' },
        list: { $id: 'list', items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: 'item' } } },
      },
    },
  });
  expect(schema).toEqual({ items: { $ref: '#/$defs/Item' }, $defs: { Item: { type: 'string' } } });
});

test('a chain of five thousand references is one step', () => {
  const $defs = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`d${at}`, { $ref: `#/$defs/d${at + 1}` }]));
  expect(contain({ 'main.json': { $ref: '#/$defs/d0', $defs: { ...$defs, d5000: { type: 'string' } } } })).toEqual({ type: 'string' });
});

test('data that looks like a reference is left alone', () => {
  expect(contain({ 'main.json': { const: { $ref: '#/nowhere' }, default: { $id: 'x' } } })).toEqual({
    const: { $ref: '#/nowhere' },
    default: { $id: 'x' },
  });
});

test('closing refuses what no part declares', () => {
  const main = {
    type: 'object',
    properties: { a: {} },
    allOf: [{ $ref: '#/$defs/Base' }],
    if: { required: ['a'] },
    $defs: { Base: { properties: { b: {} }, patternProperties: { '^x-': {} } } },
  };
  expect(contain({ 'main.json': main }, { closeRoot: true })).toMatchObject({
    properties: { a: {}, b: true },
    patternProperties: { '^x-': true },
    additionalProperties: false,
    $defs: { Base: { properties: { b: {} } } },
  });
});

test('a schema that decides about other properties itself is not closed', () => {
  for (const own of [
    { additionalProperties: true },
    { unevaluatedProperties: { type: 'string' } },
    { allOf: [{ additionalProperties: { type: 'string' } }] },
  ]) {
    const main = { type: 'object', properties: { a: {} }, ...own };
    expect(contain({ 'main.json': main }, { closeRoot: true })).toEqual(main);
  }
});

test('what is no object is not closed', () => {
  expect(contain({ 'main.json': { type: 'string' } }, { closeRoot: true })).toEqual({ type: 'string' });
  expect(contain({ 'main.json': true }, { closeRoot: true })).toEqual({});
});

test('a property called __proto__ becomes a pattern', () => {
  const properties = JSON.parse('{"__proto__": {"type": "string"}, "a": {}}') as object;
  expect(contain({ 'main.json': { properties } })).toEqual({
    properties: { a: {} },
    patternProperties: { '^__proto__$': { type: 'string' } },
  });
});
