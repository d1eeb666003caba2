import { expect, test } from 'vitest';
import { isRunId, newRunId } from '../../runtime/history/run-id.ts';

test('an id begins with the moment of the start, in UTC, to the millisecond', () => {
  expect(newRunId(Date.UTC(2026, 10, 27, 8, 18, 22, 7))).toMatch(/^20261127-081822-007[\da-f]{6}$/);
});

test('ids sort by time', () => {
  const times = [0, 1, 999, 1_000, 60_000, 86_400_000, 1_795_768_005_152];
  const ids = times.map((time) => newRunId(time));
  expect(ids.toSorted()).toEqual(ids);
});

test('ids of the same millisecond differ', () => {
  expect(new Set(Array.from({ length: 200 }, () => newRunId(5))).size).toBe(200);
});

test.each(['20261127-081822-007abcdef', newRunId()])('%s is the name of a run’s folder', (name) => expect(isRunId(name)).toBe(true));

test.each(['', '.', '..', 'latest', '20261127-081822-007abcdeg', '20261127-081822-007abcdef/..', 'x20261127-081822-007abcdef'])(
  '%j is not',
  (name) => expect(isRunId(name)).toBe(false),
);
