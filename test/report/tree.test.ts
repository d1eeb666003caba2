import { expect, test } from 'vitest';
import { tree } from '../../runtime/report/tree.ts';

const text = (value: unknown): string =>
  tree(value)
    .toString()
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('plain values are a line each, short containers too', () => {
  expect(text({ epochs: 3, name: '', tags: ['a', 1], none: null, on: true })).toBe(
    'epochs 3 name &quot;&quot; tags [ &quot;a&quot;, 1 ] none null on true',
  );
});

test('longer containers are levels that can be opened, with their size', () => {
  const levels = tree({ model: { weights: Array.from({ length: 100 }, (_, index) => ({ index })) } }, 0).toString();
  expect(levels.match(/<details/g)).toHaveLength(2);
  expect(levels).not.toContain(' open');
  expect(text({ model: { weights: Array.from({ length: 300 }, () => 'x') } })).toMatch(
    /^model 1 fields weights 300 items 0 x .* 199 x … 100 more$/,
  );
});

test('a value of any depth and length is shown in part', () => {
  let deep: unknown = 'x'.repeat(100);
  for (let level = 0; level < 2_000; level++) deep = { inner: deep };
  expect(text(deep)).toContain('… deeper levels are left out');
  expect(text({ text: 'x'.repeat(1_000_000) })).toContain('… (1000000 characters)');
});
