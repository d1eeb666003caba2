import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaleFor } from '../../runtime/report/scale.ts';
import { type Point, thinPoints } from '../../runtime/report/thin-points.ts';

describe('a scale', () => {
  test.each([
    [
      [0, 3000],
      [0, 1000, 2000, 3000],
    ],
    [
      [0.94, 0.98],
      [0.94, 0.96, 0.98],
    ],
    [
      [-5, 5],
      [-5, 0, 5],
    ],
    [
      [2, 2],
      [1, 2, 3],
    ],
    [[0], [0, 0.5, 1]],
    [[], [0, 0.5, 1]],
    [
      [0.001, 0.002, 1],
      [0.001, 0.01, 0.1, 1],
    ],
  ])('of %j has round labels', (values, ticks) => {
    expect(scaleFor(values, 0, 100).ticks).toEqual(ticks);
  });

  test('is logarithmic where values above zero spread widely and most of them are small, and only there', () => {
    expect(scaleFor([0.001, 0.002, 1], 0, 100)).toMatchObject({ isLog: true });
    expect(scaleFor([0.001, 0.002, 1], 0, 90).place(0.01)).toBeCloseTo(30);
    for (const values of [
      [1, 40],
      [0, 1000],
      [-1, 1000],
      [0.01, 0.9, 1],
    ])
      expect(scaleFor(values, 0, 100).isLog, String(values)).toBe(false);
  });

  test('places every value between its ends', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { place } = scaleFor(values, 200, 10);
        for (const one of values) {
          expect(place(one)).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(place(one)).toBeLessThanOrEqual(200 + 1e-6);
        }
      }),
    );
  });
});

describe('thinned points', () => {
  const points: Point[] = Array.from({ length: 10_000 }, (_, x) => [x, x === 4_321 ? 1e6 : x === 7_000 ? -1e6 : Math.sin(x)]);

  test('keep the first, the last and every peak, in their order', () => {
    const thin = thinPoints(points, 600);
    expect(thin.length).toBeLessThanOrEqual(600);
    expect([thin[0], thin.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(thin).toContainEqual([4_321, 1e6]);
    expect(thin).toContainEqual([7_000, -1e6]);
    expect(thin.map(([x]) => x)).toEqual(thin.map(([x]) => x).toSorted((one, other) => one - other));
  });

  test('that are few are all', () => expect(thinPoints(points.slice(0, 600), 600)).toHaveLength(600));
});
