import { expect, test } from 'vitest';
import { judgePattern, Patience } from '../../../../generator/model/schema/check/judge-pattern.ts';

test.each<[string, number | 'exponential' | undefined]>([
  ['^[a-z0-9]+([_-][a-z0-9]+)*$', undefined],
  ['^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$', undefined],
  ['^.*\\.json$', undefined],
  ['\\.json$', undefined],
  ['^(a+)+$', 'exponential'],
  ['^(a|aa)+$', 'exponential'],
  ['(.*,)*x$', 'exponential'],
  ['^(a?){30}a{30}$', 'exponential'],
  ['^(?=(a+)+$)', 'exponential'],
  ['^\\s+|\\s+$', 2],
  ['^[^@]+@[^@]+\\.[^@]+$', 2],
  ['^.+@.+\\..+$', 3],
])('the time that %s takes grows: %s', (pattern, degree) => {
  expect(judgePattern(pattern)?.degree).toBe(degree);
});

test('patience is spent in whole milliseconds, until there is none left', () => {
  const patience = new Patience({ eachMs: 30, allMs: 50 });
  const given: (number | undefined)[] = [];
  for (let pattern = 0; pattern < 60; pattern++) given.push(patience.spend(think));
  expect(given[0]).toBe(30);
  expect(given.filter((timeout) => timeout !== undefined && !Number.isInteger(timeout))).toEqual([]);
  expect(given.at(-1)).toBeUndefined();
});

test('a second pattern that needs the judge is judged in what is left of the time', () => {
  const patience = new Patience({ eachMs: 20_000, allMs: 40_000 });
  expect(judgePattern('^(b+)+$', patience)?.degree).toBe('exponential');
  expect(judgePattern('^(c+)+$', patience)?.degree).toBe('exponential');
});

function think(timeout: number): number {
  for (const start = performance.now(); performance.now() - start < timeout / 2;);
  return timeout;
}
