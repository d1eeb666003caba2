import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../../generator/model/schema/index.ts';
import { compileTypes } from '../../../support/compile-types.ts';
import { typesOf } from '../../../support/schemas.ts';

describe('a choice of texts is an object of constants, and the union of its values', () => {
  test('under names as constants have them', () => {
    expect(typesOf({ title: 'Optimizer', enum: ['sgd', 'adam-w', 'camelCase'] })).toBe(`/** Optimizer */
export const Root = {
  SGD: "sgd",
  ADAM_W: "adam-w",
  CAMEL_CASE: "camelCase",
} as const;
export type Root = (typeof Root)[keyof typeof Root];`);
  });

  test.each<[string, unknown[], string[]]>([
    ['two values would have one name', ['a-b', 'a_b'], ['"a-b"', 'a_b']],
    ['a value has no letters', ['+', 'minus'], ['"+"', 'minus']],
    ['a value starts with a digit', ['2d', 'image'], ['"2d"', 'image']],
    ['a value is not of ASCII', ['é', 'e'], ['"é"', 'e']],
  ])('under the values themselves where %s', (_name, values, expected) => {
    expect(namesOf({ enum: values })).toEqual(expected);
  });

  test.each<[string, unknown[]]>([
    ['some are no texts', ['a', null]],
    ['there is only one', ['a']],
    ['one cannot be a key of an object', ['__proto__', '+']],
  ])('and only a type where %s', (_name, values) => {
    expect(typesOf({ enum: values })).toMatch(/^export type Root = "/);
  });

  test('which accepts the texts and the constants alike, and nothing else', async () => {
    const types = typesOf({ type: 'object', properties: { mode: { $ref: '#/$defs/Mode' } }, $defs: { Mode: { enum: ['fast', 'slow'] } } });
    const use = `
export const plain: Root = { mode: 'fast' };
export const named: Root = { mode: Mode.SLOW };
// @ts-expect-error no value of it
export const other: Root = { mode: 'medium' };
`;
    expect(await compileTypes({ 'types.ts': types + use })).toEqual([]);
  });
});

test('documentation has all that a type cannot say: title, description, default, examples, limits, and where the schema stands', () => {
  const schema = {
    type: 'array',
    title: 'Sizes',
    description: 'In centimetres.\n*/ Of each fruit.',
    default: [1],
    examples: [[1], [2, 3], [4], [5]],
    minItems: 1,
    uniqueItems: true,
    readOnly: true,
    deprecated: true,
    items: { type: 'integer' },
  };
  const [comment] = typesOf(schema).split('\nexport');
  expect(comment).toBe(`/**
 * Sizes
 *
 * In centimetres.
 * *\\/ Of each fruit.
 * @default [1]
 * @example [1]
 * @example [2,3]
 * @example [4]
 * @minItems 1
 * @uniqueItems
 * @readonly
 * @deprecated
 */`);
});

function namesOf(schema: JsonSchema): string[] {
  return [...typesOf(schema).matchAll(/^ {2}(.+): .*,$/gm)].map(([, name]) => name!);
}

test('an object whose property is one of several, beside an index signature, compiles: the signature is unknown then', async () => {
  const choice = {
    type: 'object',
    properties: { x1: { type: 'object' } },
    anyOf: [
      { type: 'object', required: ['x1'] },
      { type: 'object', required: ['t'], properties: { t: { type: 'null' } } },
    ],
  };
  const declared = typesOf({ type: 'object', properties: { p: choice }, additionalProperties: { type: 'string' } });
  const required = typesOf({ type: 'object', required: ['q'], additionalProperties: choice });
  expect(await compileTypes({ 'declared.ts': declared, 'required.ts': required })).toEqual([]);
  expect(declared).toContain('\n  [key: string]: unknown;\n}');
});

test('a list of objects that holds itself, and is filled in, has a type that ends', () => {
  const schema = { const: { a: {} }, allOf: [{ type: 'object', properties: { b: { $ref: '#', default: 1 } } }] };
  expect(typesOf(schema, { direction: 'output' })).toContain('} & Root;');
});
