import { describe, expect, test } from 'vitest';
import { schemaCatalogue } from '../../../../generator/diagnostics/schema-catalogue.ts';
import { checkSchema, type SchemaProblem } from '../../../../generator/model/schema/index.ts';
import { bundleOf } from '../../../support/schemas.ts';

const check = (
  schema: unknown,
  strictness: 'contract' | 'specification' = 'contract',
  others: Record<string, unknown> = {},
): SchemaProblem[] => {
  const { bundle, root } = bundleOf({ 'main.json': schema, ...others });
  return checkSchema(bundle, root('main.json'), { strictness });
};
const say = ({ code, pointer, data, suggestion }: SchemaProblem): string[] => {
  const message = (schemaCatalogue[code].message as (data: unknown) => string)(data);
  return [code, pointer, suggestion === undefined ? message : `${message}; ${suggestion}`];
};
const proto = { properties: JSON.parse('{"__proto__": {}}') as object };

describe('each problem is said at its culprit', () => {
  const cases: [string, unknown, string[]][] = [
    [
      'a keyword with a typing error',
      { minimun: 1 },
      [
        'SCHEMA_UNKNOWN_KEYWORD',
        '/minimun',
        '"minimun" is not a keyword of JSON Schema, and would have no effect; did you mean "minimum"?',
      ],
    ],
    [
      'a keyword of another draft',
      { items: { additionalItems: false } },
      [
        'SCHEMA_FOREIGN_KEYWORD',
        '/items/additionalItems',
        '"additionalItems" belongs to draft 7 and 2019-09; this schema is of draft 2020-12, where it has no effect; write prefixItems for the first items, and items for the rest',
      ],
    ],
    [
      'a keyword that others copy into code',
      { properties: { a: { tsType: 'x' } } },
      ['SCHEMA_UNSAFE_KEYWORD', '/properties/a/tsType', '"tsType" would write text of the schema into generated code'],
    ],
    [
      'a type that does not exist',
      { type: 'strnig' },
      [
        'SCHEMA_BAD_TYPE',
        '/type',
        '"strnig" is not a type of JSON: array, boolean, integer, null, number, object or string; did you mean "string"?',
      ],
    ],
    [
      'a type of another language in a list',
      { type: ['null', 'dict'] },
      [
        'SCHEMA_BAD_TYPE',
        '/type/1',
        '"dict" is not a type of JSON: array, boolean, integer, null, number, object or string; did you mean "object"?',
      ],
    ],
    [
      'required where a property stands',
      { properties: { a: { required: true } } },
      [
        'SCHEMA_BAD_KEYWORD',
        '/properties/a/required',
        '"required" must be a list of different names, and is true; the object around it lists the names of its required properties',
      ],
    ],
    ['a negative length', { minLength: -1 }, ['SCHEMA_BAD_KEYWORD', '/minLength', '"minLength" must be a whole number from 0, and is -1']],
    [
      'items of draft 7',
      { items: [{}] },
      ['SCHEMA_NOT_A_SCHEMA', '/items', 'a schema is an object, true or false, and this is a list; did you mean "prefixItems"?'],
    ],
    [
      'a property without a schema',
      { properties: { 'a/b': 'string' } },
      ['SCHEMA_NOT_A_SCHEMA', '/properties/a~1b', 'a schema is an object, true or false, and this is "string"'],
    ],
    [
      'a pattern that is none',
      { patternProperties: { '(': {} } },
      ['SCHEMA_BAD_PATTERN', '/patternProperties/(', '"(" is not a regular expression: unterminated group'],
    ],
    [
      'a format that nobody knows',
      { format: 'emial' },
      ['SCHEMA_UNKNOWN_FORMAT', '/format', 'the format "emial" is not known, and would not be checked; did you mean "email"?'],
    ],
    [
      'a reference with a typing error',
      { $ref: '#/$defs/Optimiser', $defs: { Optimizer: {} } },
      ['SCHEMA_REF_NOT_FOUND', '/$ref', 'there is no schema at "#/$defs/Optimiser"; did you mean "#/$defs/Optimizer"?'],
    ],
    [
      'a reference to the definitions of another draft',
      { $ref: '#/definitions/Size', $defs: { Size: {} } },
      ['SCHEMA_REF_NOT_FOUND', '/$ref', 'there is no schema at "#/definitions/Size"; did you mean "#/$defs/Size"?'],
    ],
    [
      'a reference to the web',
      { $ref: 'https://example.org/a.json' },
      [
        'SCHEMA_REF_EXTERNAL',
        '/$ref',
        '"https://example.org/a.json" is outside of this folder; nothing is loaded from there or from the network',
      ],
    ],
    [
      'references in a circle',
      { $defs: { A: { anyOf: [{ $ref: '#/$defs/B' }] }, B: { not: { $ref: '#/$defs/A' } } }, $ref: '#/$defs/A' },
      ['SCHEMA_REF_LOOP', '/$defs/A', '"#/$defs/A" leads back to itself without ever looking at a part of the value'],
    ],
    [
      'two schemas of one name',
      { $defs: { A: { $id: 'same', type: 'string' }, B: { $id: 'same', type: 'number' } } },
      ['SCHEMA_NAME_TWICE', '/$defs/B/$id', '"same" is the name of another schema already; a reference could mean either'],
    ],
    [
      'a dialect that nobody knows',
      { $schema: 'https://example.org/dialect' },
      [
        'SCHEMA_UNKNOWN_DIALECT',
        '/$schema',
        'the dialect "https://example.org/dialect" is not understood: drafts 4, 7, 2019-09 and 2020-12 are',
      ],
    ],
    [
      'a property called __proto__',
      proto,
      [
        'SCHEMA_PROTO_KEY',
        '/properties/__proto__',
        '"__proto__" cannot be the name of a property: JavaScript gives it a meaning of its own',
      ],
    ],
    [
      'a default that is too small',
      { properties: { a: { minimum: 1, default: 0 } } },
      ['SCHEMA_BAD_DEFAULT', '/properties/a/default', 'the default must be >= 1 (got 0)'],
    ],
    [
      'a default that is wrong inside',
      { properties: { a: { properties: { b: { type: 'string' } }, default: { b: 1 } } } },
      ['SCHEMA_BAD_DEFAULT', '/properties/a/default', 'in the default, b must be a string (got 1)'],
    ],
    [
      'a default that fills itself in',
      { $ref: '#/$defs/A', $defs: { A: { properties: { a: { $ref: '#/$defs/A', default: {} } } } } },
      ['SCHEMA_BAD_DEFAULT', '/$defs/A/properties/a/default', 'the default has no end: it is filled in again inside of itself'],
    ],
    [
      'a default that the schema which is extended refuses',
      {
        allOf: [{ $ref: '#/$defs/B' }],
        properties: { a: { default: 0 } },
        $defs: { B: { allOf: [{ properties: { a: { minimum: 1 } } }] } },
      },
      ['SCHEMA_BAD_DEFAULT', '/properties/a/default', 'the default must be >= 1 (got 0)'],
    ],
  ];
  test.each(cases)('%s', (_name, schema, expected) => expect(check(schema).map(say)).toEqual([expected]));
});

test('a default may leave out what has a default of its own', () => {
  const inner = { type: 'object', properties: { k: { type: 'integer', default: 1 } }, required: ['k'] };
  expect(check({ properties: { a: { ...inner, default: {} } } })).toEqual([]);
});

test('a reference of draft 7 hides what stands beside it, which is worth a warning', () => {
  const [problem] = check({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: '#/definitions/A',
    minimum: 3,
    description: 'd',
    definitions: { A: {} },
  });
  expect(say(problem!)).toEqual(['SCHEMA_REF_SIBLINGS', '/$ref', 'before draft 2019-09 a $ref hides what stands beside it: minimum']);
  expect(schemaCatalogue.SCHEMA_REF_SIBLINGS.severity).toBe('warning');
});

test('all problems of all files are found at once, each in its own file', () => {
  const problems = check({ typ: 'string', $ref: 'other.json' }, 'contract', { 'other.json': { properties: { a: { typ: 'string' } } } });
  expect(problems.map(({ uri, pointer }) => uri + pointer)).toEqual([
    'file:///plugin/main.json/typ',
    'file:///plugin/other.json/properties/a/typ',
  ]);
});

test('the specification ignores what a contract refuses, so it is a warning there', () => {
  const problems = check({ minimun: 1, tsType: 'x', format: 'emial', type: 'strnig', pattern: '^(a+)+$' }, 'specification');
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['SCHEMA_SLOW_PATTERN', 'warning'],
    ['SCHEMA_UNKNOWN_KEYWORD', 'warning'],
    ['SCHEMA_UNSAFE_KEYWORD', 'warning'],
    ['SCHEMA_UNKNOWN_FORMAT', 'warning'],
    ['SCHEMA_BAD_TYPE', undefined],
  ]);
});

test('a schema that is nested without end is refused, not walked until the stack is full', () => {
  let schema: object = {};
  for (let level = 0; level < 20_000; level++) schema = { not: schema };
  expect(check(schema).map(({ code }) => code)).toEqual(['SCHEMA_TOO_DEEP']);
});

test('keywords of every draft, notes of others and x-* are no problem where they belong', () => {
  expect(
    check({
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: {},
      dependencies: { a: ['b'] },
      items: [{}],
      additionalItems: false,
      examples: [1],
    }),
  ).toEqual([]);
  expect(
    check({
      $defs: {},
      prefixItems: [{}],
      items: false,
      unevaluatedItems: false,
      dependentRequired: { a: ['b'] },
      'x-rules': [{}],
      example: 1,
      contentSchema: {},
    }),
  ).toEqual([]);
});

test('a default of an alternative is checked too', () => {
  expect(check({ properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null } } })).toEqual([]);
});
