import { toJson } from 'actionsmith';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

test('what JSON cannot hold becomes something readable', () => {
  const loop: Record<string, unknown> = {
    id: 1n,
    at: new Date(0),
    map: new Map([['a', 1]]),
    set: new Set([1]),
    bytes: new Uint8Array([1, 2]),
    nan: NaN,
    error: new RangeError('far'),
  };
  loop['self'] = loop;
  loop['run'] = () => {};
  expect(toJson(loop)).toEqual({
    id: '1',
    at: '1970-01-01T00:00:00.000Z',
    map: { a: 1 },
    set: [1],
    bytes: [1, 2],
    nan: null,
    error: { name: 'RangeError', message: 'far' },
    self: '[Circular]',
  });
});

test('a value that throws while it is read breaks nothing', () => {
  const hostile = {
    get value() {
      throw new Error('no');
    },
  };
  expect(toJson(hostile)).toBe('[Unreadable]');
});

test('the same object twice is no circle', () => {
  const shared = { a: 1 };
  expect(toJson([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
});

test('JSON stays what it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(toJson(value))).toBe(JSON.stringify(value));
    }),
  );
});
