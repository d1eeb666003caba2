import type { Point } from '../dm/model.ts';

/** What of a polygon lies within an image, after Sutherland and Hodgman: one edge of the image after another cuts it. May be empty. */
export function clipPolygon(points: readonly Point[], { width, height }: { readonly width: number; readonly height: number }): Point[] {
  const edges: readonly (readonly [axis: 0 | 1, limit: number, side: 1 | -1])[] = [
    [0, 0, 1],
    [0, width, -1],
    [1, 0, 1],
    [1, height, -1],
  ];
  return edges.reduce<Point[]>((left, edge) => cut(left, ...edge), [...points]);
}

function cut(points: readonly Point[], axis: 0 | 1, limit: number, side: 1 | -1): Point[] {
  const isInside = (point: Point): boolean => (point[axis] - limit) * side >= 0;
  return points.flatMap((point, at) => {
    const last = points.at(at - 1)!;
    const crossing = isInside(point) === isInside(last) ? [] : [crossingOf(last, point, axis, limit)];
    return isInside(point) ? [...crossing, point] : crossing;
  });
}

function crossingOf(from: Point, to: Point, axis: 0 | 1, limit: number): Point {
  const share = (limit - from[axis]) / (to[axis] - from[axis]);
  const along = from[1 - axis]! + (to[1 - axis]! - from[1 - axis]!) * share;
  return axis === 0 ? [limit, along] : [along, limit];
}
