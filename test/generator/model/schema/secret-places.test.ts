import { expect, test } from 'vitest';
import { secretPlaces } from '../../../../generator/model/schema/secret-places.ts';
import { secretsInParams } from '../../../../runtime/redaction/secret-places.ts';

const PASSWORD = { type: 'string', format: 'password' };
const SECRET = { writeOnly: true };

test('marks are found in properties, items, maps, branches and behind references', () => {
  const schema = {
    properties: {
      'a/b': PASSWORD,
      list: { items: { $ref: '#/$defs/Login' } },
      pair: { prefixItems: [true, SECRET] },
      map: { additionalProperties: PASSWORD, patternProperties: { '^x': { properties: { y: SECRET } } } },
    },
    anyOf: [{ properties: { c: SECRET } }],
    if: true,
    else: { properties: { d: SECRET } },
    dependentSchemas: { c: { properties: { e: SECRET } } },
    $defs: { Login: { properties: { name: {}, key: { allOf: [SECRET] } } } },
  };
  expect(secretPlaces(schema)).toEqual(['/a~1b', '/c', '/d', '/e', '/list/*/key', '/map/*', '/map/*/y', '/pair/1']);
});

test('a schema without marks has no places, and one that is marked itself is one', () => {
  expect(secretPlaces({ properties: { password: { type: 'string' } } })).toEqual([]);
  expect(secretPlaces(PASSWORD)).toEqual(['']);
  expect(secretPlaces(true)).toEqual([]);
});

test('in a schema that holds itself, a place is one at any depth', () => {
  const schema = {
    $ref: '#/$defs/A',
    $defs: { A: { properties: { s: SECRET, b: { $ref: '#/$defs/B' } } }, B: { properties: { a: { $ref: '#/$defs/A' } } } },
  };
  const secrets = secretPlaces(schema);
  expect(secretsInParams({ secrets }, { s: 'first', b: { a: { s: 'second', b: { a: { s: 'third' } } } } })).toEqual(
    expect.arrayContaining(['first', 'second', 'third']),
  );
});

test('of a schema with too many ways, every part with the name is one', () => {
  const levels = Array.from({ length: 40 }, (_, level) => {
    const next = level === 39 ? { properties: { deep: SECRET } } : { $ref: `#/$defs/L${level + 1}` };
    return [`L${level}`, { properties: { left: next, right: next } }];
  });
  expect(secretPlaces({ $ref: '#/$defs/L0', $defs: Object.fromEntries(levels) })).toEqual(['/**/deep']);
});

test('values at marked places and under telling names are the secrets of params', () => {
  const params = { pin: 12_345, login: { user: 'me', words: ['open', 'sesame'] }, api_key: 'abcd', plain: 'text' };
  expect(secretsInParams({ secrets: ['/pin', '/login/words', '/missing/x'] }, params)).toEqual([
    '12345',
    '12345',
    'open',
    'open',
    'sesame',
    'sesame',
    'abcd',
    'abcd',
  ]);
});
