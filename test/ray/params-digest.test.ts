import { expect, test } from 'vitest';
import { digestParams } from '../../runtime/ray/params-digest.ts';

test('params that are the same JSON have one digest, whatever the order of their keys', () => {
  const digest = digestParams({ a: 1, b: { c: [1, { d: 2, e: null }] } });
  expect(digest).toMatch(/^[0-9a-f]{32}$/);
  expect(digestParams({ b: { c: [1, { e: null, d: 2 }] }, a: 1, f: undefined })).toBe(digest);
});

test('other params have another digest', () => {
  const values = [{}, [], { a: 1 }, { a: '1' }, { a: [1] }, { a: { 0: 1 } }, { a: null }, null, undefined, JSON.parse('{"__proto__": 1}')];
  expect(new Set(values.map(digestParams)).size).toBe(values.length);
});
