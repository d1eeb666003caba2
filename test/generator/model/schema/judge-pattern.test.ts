import { expect, test } from 'vitest';
import { judgePattern } from '../../../../generator/model/schema/check/judge-pattern.ts';

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
