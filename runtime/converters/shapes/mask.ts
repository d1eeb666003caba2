import type { Box, DmAnnotation } from '../dm/model.ts';

/** Runs of pixels in the order of rows, as dm has them: [start, length]. */
export type MaskRuns = readonly (readonly [start: number, length: number])[];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A sentence about what is wrong with the data of a mask, else undefined. */
export function isMaskData(data: unknown, encoding: unknown): string | undefined {
  if (!Array.isArray(data)) return 'data is no list';
  if (encoding === 'raw_indices') return data.every(isIndex) ? undefined : 'data is no list of pixels';
  if (encoding !== 'dm_rle') return 'encoding is neither raw_indices nor dm_rle';
  const isRun = (run: unknown): boolean => Array.isArray(run) && run.length === 2 && isIndex(run[0]) && isIndex(run[1]) && run[1] > 0;
  return data.every(isRun) ? undefined : 'data is no list of runs [start, length]';
}

/** The runs of a mask, in order and joined where they touch; a sentence where they overlap or leave the image. */
export function runsOf({ data, encoding }: DmAnnotation, { width, height }: Size): MaskRuns | string {
  const runs = encoding === 'dm_rle' ? [...(data as MaskRuns)] : (data as readonly number[]).map((index) => [index, 1] as const);
  const joined: [number, number][] = [];
  for (const [start, length] of runs.sort(([left], [right]) => left - right)) {
    const last = joined.at(-1);
    if (start + length > width * height) return `it leaves the image of ${width} x ${height} pixels`;
    if (last !== undefined && start < last[0] + last[1]) return 'its runs overlap';
    if (last !== undefined && start === last[0] + last[1]) last[1] += length;
    else joined.push([start, length]);
  }
  return joined;
}

/** The upright box around the pixels of a mask that has some. */
export function maskBounds(runs: MaskRuns, { width }: Size): Box {
  let [left, right] = [Infinity, -Infinity];
  for (const [start, length] of runs) {
    const column = start % width;
    const wraps = column + length > width;
    left = Math.min(left, wraps ? 0 : column);
    right = Math.max(right, wraps ? width : column + length);
  }
  const top = Math.floor(runs[0]![0] / width);
  const [start, length] = runs.at(-1)!;
  return [left, top, right - left, Math.floor((start + length - 1) / width) + 1 - top];
}

export function maskArea(runs: MaskRuns): number {
  return runs.reduce((sum, [, length]) => sum + length, 0);
}

/** Counts in the order of columns, zeros first, as coco has them. */
export function toColumnCounts(runs: MaskRuns, { width, height }: Size): number[] {
  const pixels = new Uint8Array(width * height);
  for (const [start, length] of runs)
    for (let index = start; index < start + length; index++) pixels[(index % width) * height + Math.floor(index / width)] = 1;
  const counts: number[] = [];
  let [value, from] = [0, 0];
  for (let at = 0; at <= pixels.length; at++) {
    if (at < pixels.length && pixels[at] === value) continue;
    counts.push(at - from);
    [value, from] = [1 - value, at];
  }
  return counts;
}

/** The other way; a sentence where the counts are not those of such an image. */
export function fromColumnCounts(counts: readonly number[], { width, height }: Size): MaskRuns | string {
  if (counts.reduce((sum, count) => sum + count, 0) !== width * height) return `its counts do not add up to ${width} x ${height} pixels`;
  const pixels = new Uint8Array(width * height);
  let at = 0;
  for (const [index, count] of counts.entries()) {
    for (let end = at + count; at < end; at++) if (index % 2 === 1) pixels[(at % height) * width + Math.floor(at / height)] = 1;
  }
  const runs: [number, number][] = [];
  for (let start = pixels.indexOf(1); start >= 0; start = pixels.indexOf(1, start)) {
    const end = pixels.indexOf(0, start);
    runs.push([start, (end < 0 ? pixels.length : end) - start]);
    if (end < 0) break;
    start = end;
  }
  return runs;
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
