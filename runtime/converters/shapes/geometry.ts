import type { Box, Point } from '../dm/model.ts';

/** The upright box around some points. */
export function boundsOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right - left, bottom - top];
}

/** The corners of a box, clockwise from its upper left one; turned about its middle by an angle in radians. */
export function cornersOf([x, y, width, height]: Box, angle = 0): Point[] {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners: readonly Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  if (angle === 0) return [...corners];
  return corners.map(([x, y]) => [
    middleX + (x - middleX) * cos - (y - middleY) * sin,
    middleY + (x - middleX) * sin + (y - middleY) * cos,
  ]);
}

/** What of a box lies within an image; undefined where nothing does. */
export function clipBox([x, y, width, height]: Box, image: { readonly width: number; readonly height: number }): Box | undefined {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(image.width, x + width), Math.min(image.height, y + height)];
  if (right <= left || bottom <= top) return undefined;
  return [left, top, left === x && right === x + width ? width : right - left, top === y && bottom === y + height ? height : bottom - top];
}

/** Twice the signed area of a polygon's outline, halved and without its sign. */
export function areaOf(points: readonly Point[]): number {
  const twice = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** True for boxes that differ by at most so many pixels at every edge. */
export function isNear(left: Box, right: Box, pixels: number): boolean {
  const others = edgesOf(right);
  return edgesOf(left).every((edge, at) => Math.abs(edge - others[at]!) <= pixels);
}

/** Without the noise of a division and its multiplication: to a thousandth of a pixel. */
export function toThousandths(pixels: number): number {
  return Math.round(pixels * 1000) / 1000 + 0; // no -0
}

function edgesOf([x, y, width, height]: Box): number[] {
  return [x, y, x + width, y + height];
}
