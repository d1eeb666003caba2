import { describe, expect, test } from 'vitest';
import { printTypes } from '../../../../generator/emit/types/index.ts';
import { modelTypes } from '../../../../generator/model/types/index.ts';
import type { JsonSchema } from '../../../../generator/model/schema/index.ts';
import { bundleOf, typesOf } from '../../../support/schemas.ts';

describe('a type is what the schema says, or more', () => {
  const cases: [string, JsonSchema, string][] = [
    ['no type is unknown, however much the keywords hint', { minimum: 1, properties: { a: {} } }, 'unknown'],
    ['lists that must all fit are one list', { allOf: [{ type: 'array' }, { type: 'array', items: { type: 'string' } }] }, 'string[]'],
    [
      'a tuple whose items must fit more',
      {
        allOf: [
          { type: 'array', prefixItems: [true, { type: 'number' }] },
          { type: 'array', items: { type: ['string', 'number'] } },
        ],
      },
      '[(string | number)?, number?, ...(string | number)[]]',
    ],
    ['a default shapes nothing', { type: 'boolean', default: 'false' }, 'boolean'],
    ['integer is number, a list of types is a union', { type: ['integer', 'null'] }, 'number | null'],
    ['false is never, true is unknown', { anyOf: [false] }, 'never'],
    ['a value of const is a literal', { const: { a: [1, 'x'] } }, '{ a: [1, "x"] }'],
    ['an empty object as a value', { const: {} }, '{ [key: string]: never }'],
    ['values of another type than stated are dropped', { type: ['string', 'null'], enum: ['a', 1, null] }, '"a" | null'],
    ['a number that no literal can say', { enum: [Number.POSITIVE_INFINITY, 'a'] }, 'number | "a"'],
    ['the type of the parent is passed into alternatives', { type: 'string', anyOf: [{ enum: ['x'] }, { pattern: '^y' }] }, 'string'],
    ['alternatives of types', { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }] }, 'string | number[]'],
    ['alternatives that contradict the type are removed', { type: 'number', oneOf: [{ type: 'object' }, { const: 3 }] }, '3'],
    ['what nothing can be', { allOf: [{ type: 'string' }, { type: 'number' }] }, 'never'],
    [
      'only primitive literals are absorbed',
      { anyOf: [{ const: [1] }, { type: 'array', items: { type: 'number' } }, { const: 'a' }, { type: 'string' }] },
      '[1] | number[] | string',
    ],
    ['an array of alternatives has parentheses', { type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
    [
      'a tuple is as long as minItems, the rest is optional',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: ['number', 'null'] }], minItems: 1, items: false },
      '[string, (number | null)?]',
    ],
    ['a tuple with more items', { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, '[string?, ...number[]]'],
    ['no items at all', { type: 'array', items: false }, '[]'],
    ['no properties at all', { type: 'object', additionalProperties: false }, '{ [key: string]: never }'],
    ['any object', { type: 'object' }, '{\n  [key: string]: unknown;\n}'],
  ];
  test.each(cases)('%s', (_name, schema, expected) => {
    const text = typesOf(schema).replace(/^\/\*\*.*\*\/\n/, '');
    expect(text).toBe(expected.startsWith('{\n') ? `export interface Root ${expected}` : `export type Root = ${expected};`);
  });
});

test('an object has required and optional properties, each with its documentation', () => {
  const schema = {
    type: 'object',
    description: 'Settings.\nOf a run.',
    required: ['epochs', 'batch size'],
    properties: { epochs: { type: 'integer', minimum: 1, title: 'Epochs' }, note: { type: 'string', default: 'none', deprecated: true } },
    additionalProperties: false,
  };
  expect(typesOf(schema)).toBe(`/**
 * Settings.
 * Of a run.
 */
export interface Root {
  /**
   * Epochs
   * @integer
   * @minimum 1
   */
  epochs: number;
  /**
   * @default "none"
   * @deprecated
   */
  note?: string;
  "batch size": never;
}`);
});

test('an index signature is as wide as every property, and undefined where one is optional', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'boolean' } },
    required: ['b'],
    additionalProperties: { type: 'number' },
  };
  expect(typesOf(schema)).toBe(
    'export interface Root {\n  a?: string;\n  b: boolean;\n  [key: string]: number | string | boolean | undefined;\n}',
  );
});

test('a part that types all other properties does not type an optional one that every object inherits', () => {
  const schema = { type: 'object', properties: { toString: {} }, allOf: [{ type: 'object', additionalProperties: { type: 'number' } }] };
  expect(typesOf(schema)).toBe('export interface Root {\n  toString?: unknown;\n  [key: string]: unknown;\n}');
});

test('optional properties that every object inherits are unknown', () => {
  expect(typesOf({ type: 'object', properties: { toString: { type: 'string' } }, additionalProperties: false })).toBe(
    'export interface Root {\n  toString?: unknown;\n}',
  );
});

test('an alternative does not reopen the object that is closed around it', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    additionalProperties: false,
    anyOf: [{ required: ['a'] }, { required: ['b'] }],
  };
  expect(typesOf(schema)).toBe(
    'export type Root =\n  | {\n    a?: string;\n    b?: string;\n  } & ({\n    a: unknown;\n  } | {\n    b: unknown;\n  });'
      .replace('\n  | ', ' ')
      .replaceAll('\n  ', '\n'),
  );
});

test('objects that must all fit are merged into one', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' } },
    additionalProperties: { type: 'string' },
    allOf: [{ required: ['c'] }, { properties: { b: { const: 'x' } } }],
  };
  expect(typesOf(schema)).toBe('export interface Root {\n  a?: string;\n  c: string;\n  b?: "x";\n  [key: string]: string | undefined;\n}');
});

test('a definition is a type under its own name, also when it contains itself', () => {
  const schema = {
    type: 'object',
    properties: { tree: { $ref: '#/$defs/tree-node' } },
    required: ['tree'],
    additionalProperties: false,
    $defs: { 'tree-node': { type: 'array', items: { $ref: '#/$defs/tree-node' } } },
  };
  expect(typesOf(schema)).toBe('export interface Root {\n  tree: TreeNode;\n}\n\nexport type TreeNode = TreeNode[];');
});

test('a definition that is nothing but itself says nothing', () => {
  expect(typesOf({ $ref: '#/$defs/A', $defs: { A: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'string' }] } } })).toBe(
    'export type Root = unknown;',
  );
});

const choiceOf40 = (name: string): JsonSchema => ({
  oneOf: Array.from({ length: 40 }, (_, at) => ({ type: 'object', properties: { [name]: { const: at } }, required: [name] })),
});

test('an intersection of unions that the compiler could not multiply out is left wider', () => {
  expect(typesOf({ allOf: [choiceOf40('a'), choiceOf40('b'), choiceOf40('c')] }).split('&')).toHaveLength(1);
});

test('closing the root leaves no index signature', () => {
  expect(typesOf({ type: 'object', properties: { a: { type: 'string' } } }, { closeRoot: true })).toBe(
    'export interface Root {\n  a?: string;\n}',
  );
});

describe('before and after defaults', () => {
  const documents = {
    'params.json': {
      type: 'object',
      required: ['dataset', 'epochs'],
      properties: {
        dataset: { type: 'number' },
        epochs: { type: 'number', default: 10 },
        optimizer: { $ref: 'shared.json#/$defs/Optimizer' },
        size: { $ref: 'shared.json#/$defs/Size' },
      },
      additionalProperties: false,
    },
    'result.json': {
      type: 'object',
      properties: { size: { $ref: 'shared.json#/$defs/Size' } },
      required: ['size'],
      additionalProperties: false,
    },
    'shared.json': {
      $defs: {
        Optimizer: { type: 'object', properties: { lr: { type: 'number', default: 0.1 } }, additionalProperties: false },
        Size: { type: 'object', properties: { cm: { type: 'number' } }, additionalProperties: false },
      },
    },
  };

  test('what has a default need not go in, and always comes out; shared definitions are there once', () => {
    const { bundle, root } = bundleOf(documents);
    const definitions = modelTypes(bundle, [
      { name: 'TrainParamsInput', root: root('params.json'), direction: 'input' },
      { name: 'TrainParams', root: root('params.json'), direction: 'output' },
      { name: 'TrainResult', root: root('result.json'), direction: 'output' },
    ]);
    expect(definitions.map(({ name }) => name)).toEqual([
      'TrainParamsInput',
      'TrainParams',
      'TrainResult',
      'Optimizer',
      'Size',
      'OptimizerInput',
    ]);
    const text = printTypes(definitions);
    expect(text).toContain(
      'export interface TrainParamsInput {\n  dataset: number;\n  /** @default 10 */\n  epochs?: number;\n  optimizer?: OptimizerInput;\n  size?: Size;\n}',
    );
    expect(text).toContain(
      'export interface TrainParams {\n  dataset: number;\n  /** @default 10 */\n  epochs: number;\n  optimizer?: Optimizer;\n  size?: Size;\n}',
    );
    expect(text).toContain('export interface OptimizerInput {\n  /** @default 0.1 */\n  lr?: number;\n}');
  });

  test('where defaults make no difference, the input is the same type', () => {
    const { bundle, root } = bundleOf(documents);
    const definitions = modelTypes(bundle, [
      { name: 'AInput', root: root('result.json'), direction: 'input' },
      { name: 'A', root: root('result.json'), direction: 'output' },
    ]);
    expect(printTypes(definitions)).toContain('export type AInput = A;');
  });

  test('below an alternative no default is filled in', () => {
    const schema = {
      type: 'object',
      properties: { a: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] } },
      additionalProperties: false,
      $defs: { A: { type: 'object', properties: { b: { type: 'number', default: 1 } }, additionalProperties: false } },
    };
    expect(typesOf(schema, { direction: 'output' })).toContain('export interface A {\n  /** @default 1 */\n  b?: number;\n}');
  });
});

test('definitions of one name in two files are told apart by the file', () => {
  const { bundle, root } = bundleOf({
    'a.json': { type: 'object', properties: { x: { $ref: '#/$defs/Size' } }, $defs: { Size: { type: 'string' } } },
    'b.json': { type: 'object', properties: { x: { $ref: '#/$defs/Size' } }, $defs: { Size: { type: 'number' } } },
  });
  const definitions = modelTypes(bundle, [
    { name: 'A', root: root('a.json'), direction: 'input' },
    { name: 'B', root: root('b.json'), direction: 'input' },
  ]);
  expect(definitions.map(({ name }) => name)).toEqual(['A', 'B', 'Size', 'BSize']);
});

const objectOf = (a: JsonSchema): JsonSchema => ({ type: 'object', properties: { a } });
const item = (a: JsonSchema): JsonSchema => ({ $defs: { item: objectOf(a) } });

test('definitions that share name and file name are told apart by what is above them, never by a number', () => {
  const references = ['a/common.json#/$defs/item', 'b/common.json#/$defs/item', 'c/common.json#/$defs/item'];
  const { bundle, root } = bundleOf({
    'root.json': {
      type: 'object',
      allOf: [...references, 'nested.json#/$defs/one/$defs/item', 'nested.json#/$defs/two/$defs/item'].map(($ref) => ({
        properties: { [$ref]: { $ref } },
      })),
    },
    'a/common.json': item({ type: 'string' }),
    'b/common.json': item({ type: 'number' }),
    'c/common.json': item({ type: 'boolean' }),
    'nested.json': { $defs: { one: item({ const: 'x' }), two: item({ const: 'y' }) } },
  });
  const definitions = modelTypes(bundle, [{ name: 'Root', root: root('root.json'), direction: 'input' }]);
  expect(definitions.map(({ name }) => name)).toEqual([
    'Root',
    'Item',
    'CommonItem',
    'CommonDefsItem',
    'NestedItem',
    'NestedDefsTwoDefsItem',
  ]);
});

test('names that differ in nothing but signs are spelled out', () => {
  const { bundle, root } = bundleOf({
    'root.json': {
      type: 'object',
      properties: { a: { $ref: '#/$defs/a-b' }, b: { $ref: '#/$defs/a_b' }, c: { $ref: '#/$defs/a b' }, d: { $ref: '#/$defs/a.b' } },
      $defs: { 'a-b': objectOf({ const: 1 }), a_b: objectOf({ const: 2 }), 'a b': objectOf({ const: 3 }), 'a.b': objectOf({ const: 4 }) },
    },
  });
  const definitions = modelTypes(bundle, [{ name: 'Root', root: root('root.json'), direction: 'input' }]);
  expect(definitions.map(({ name }) => name)).toEqual(['Root', 'AB', 'RootAB', 'RootDefsAB', 'Troot_2e_json_2f__24_defs_2f_a_2e_b']);
});

test('a definition that is called like a root, or like nothing at all, gets a name of its own', () => {
  const schema = {
    type: 'array',
    prefixItems: [{ $ref: '#/$defs/Root' }, { $ref: '#/$defs/1' }, { $ref: '#/$defs/%C3%A9' }],
    $defs: { Root: { type: 'string' }, '1': { type: 'number' }, é: { type: 'null' } },
  };
  expect(typesOf(schema)).toBe(
    'export type Root = [RootRoot?, T1?, É?, ...unknown[]];\n\nexport type RootRoot = string;\n\nexport type T1 = number;\n\nexport type É = null;',
  );
});

test('an object that lists nothing itself is not closed over what its alternatives list', () => {
  const schema = {
    type: 'object',
    anyOf: [{ properties: { b: { type: 'string' } } }, { properties: { c: { type: 'boolean' } } }],
    unevaluatedProperties: false,
  };
  expect(typesOf(schema)).not.toContain('never');
});

test('an object that is listed may have more after its defaults were filled in', () => {
  const filling = { properties: { b: { default: 1 } } };
  const listed = { const: { a: 1 } };
  for (const schema of [
    { ...listed, ...filling },
    { allOf: [listed], ...filling },
    { anyOf: [listed], ...filling },
  ]) {
    expect(typesOf(schema, { direction: 'output' })).toBe('export interface Root {\n  [key: string]: unknown;\n}');
    expect(typesOf(schema, { direction: 'input' })).toBe('export type Root = { a: 1 };');
  }
});

test('what an alternative says of a property does not hold for the default that is written there later', () => {
  const properties = { a: { enum: ['x', 'y'], default: 'x' } };
  const output = (branch: object): string =>
    typesOf({ type: 'object', properties, anyOf: [branch] }, { direction: 'output' }).replaceAll(/\s*\/\*\*.*?\*\//gs, '');
  expect(output({ properties: { a: { const: 'y' } } })).toContain('a: "x" | "y";');
  expect(output({ additionalProperties: { type: 'integer' } })).toContain('a: "x" | "y";\n  [key: string]: number | "x" | "y";');
  expect(output({ required: ['a'], properties: { a: { const: 'y' } } })).toContain('a: ("x" | "y") & "y";'); // it was there before
});
