/** A point of a curve. */
export type Point = readonly [x: number, y: number];

/** At most about `most` of the points, in their order: of each stretch the lowest and the highest, so that no peak goes. */
export function thinPoints(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const inner = points.length - 2;
  const kept: Point[] = [points[0]!];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * inner) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    if (from < to) kept.push(...extremes(points, from, to));
  }
  kept.push(points.at(-1)!);
  return kept;
}

function extremes(points: readonly Point[], from: number, to: number): Point[] {
  let [low, high] = [from, from];
  for (let index = from; index < to; index++) {
    if (points[index]![1] < points[low]![1]) low = index;
    if (points[index]![1] > points[high]![1]) high = index;
  }
  return [...new Set([Math.min(low, high), Math.max(low, high)])].map((index) => points[index]!);
}
