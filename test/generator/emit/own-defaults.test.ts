import { expect, test } from 'vitest';
import { validatorOf } from '../../support/schemas.ts';

const BASE = { type: 'object', properties: { epochs: { type: 'integer', default: 10 }, seed: { type: 'integer', default: 1 } } };

test.each([
  ['allOf', { allOf: [{ $ref: '#/$defs/Base' }], properties: { epochs: { default: 50 } }, $defs: { Base: BASE } }],
  ['a reference with siblings', { $ref: '#/$defs/Base', properties: { epochs: { default: 50 } }, $defs: { Base: BASE } }],
  ['an inline part', { allOf: [BASE], properties: { epochs: { default: 50 } } }],
  [
    'an extension of an extension',
    {
      allOf: [{ $ref: '#/$defs/Middle' }],
      properties: { epochs: { default: 50 } },
      $defs: { Middle: { allOf: [{ $ref: '#/$defs/Base' }], properties: { epochs: { default: 20 } } }, Base: BASE },
    },
  ],
])("a default of one's own wins over that of the base: %s", async (_name, schema) => {
  const validator = await validatorOf({ type: 'object', ...schema });
  expect(validator.check({})).toEqual({ ok: true, value: { epochs: 50, seed: 1 } });
  expect(validator.check({ epochs: 7 })).toEqual({ ok: true, value: { epochs: 7, seed: 1 } });
});

test('the same holds for objects in objects, and for items', async () => {
  const validator = await validatorOf({
    properties: { list: { items: { allOf: [{ $ref: '#/$defs/Base' }], properties: { epochs: { default: 50 } } } } },
    $defs: { Base: BASE },
  });
  const input = { list: [{}, { seed: 4 }] };
  expect(validator.check(input)).toEqual({
    ok: true,
    value: {
      list: [
        { epochs: 50, seed: 1 },
        { epochs: 50, seed: 4 },
      ],
    },
  });
  expect(input).toEqual({ list: [{}, { seed: 4 }] });
});

test('every value gets defaults of its own', async () => {
  const validator = await validatorOf({ properties: { tags: { default: ['a'] }, deep: { default: { of: [1] } } } });
  const [one, other] = [validator.check({}), validator.check({})];
  expect(one).toEqual({ ok: true, value: { tags: ['a'], deep: { of: [1] } } });
  if (!one.ok || !other.ok) throw new Error('valid');
  (one.value as { tags: string[] }).tags.push('b');
  expect(other.value).toEqual({ tags: ['a'], deep: { of: [1] } });
});

test('a property is held to its own schema with what the pattern of its name fills in', async () => {
  const validator = await validatorOf({
    properties: { x1: { type: 'object', properties: { a: { const: 'k' } } } },
    patternProperties: { '^x': { type: 'object', properties: { a: { default: 1 } } } },
  });
  expect(validator.check({ x1: {} })).toEqual({
    ok: false,
    issues: [{ path: ['x1', 'a'], message: 'must be "k" (got 1), which is filled in by default', keyword: 'const' }],
  });
  expect(validator.check({ x1: { a: 'k' }, x2: {} })).toEqual({ ok: true, value: { x1: { a: 'k' }, x2: { a: 1 } } });
});
