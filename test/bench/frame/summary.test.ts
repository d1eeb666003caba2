import { expect, test } from 'vitest';
import { ratio, summarise } from './summary.ts';

test('a summary is the median with the 95% interval of order statistics', () => {
  const samples = [15, 3, 7, 11, 1, 13, 9, 5, 2, 14, 6, 10, 4, 12, 8];
  expect(summarise(samples, 'ms')).toEqual({ median: 8, low: 4, high: 12, n: 15, unit: 'ms' }); // ranks 4 and 12 of 15
});

test('of fewer than six measurements all lie within the interval', () => {
  expect(summarise([3, 1, 2, 5, 4], 'ms')).toEqual({ median: 3, low: 1, high: 5, n: 5, unit: 'ms' });
  expect(summarise([6, 3, 1, 2, 5, 4], 'ms')).toMatchObject({ median: 3.5, low: 1, high: 6 });
});

test('a ratio is taken round by round, so that a slow round does not count', () => {
  expect(ratio([2, 20, 4], [1, 10, 2])).toEqual({ median: 2, low: 2, high: 2, n: 3, unit: '×' });
  expect(() => ratio([1], [1, 2])).toThrow('same rounds');
});
