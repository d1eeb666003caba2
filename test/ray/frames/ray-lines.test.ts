import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RayLines } from '../../../runtime/ray/frames/ray-lines.ts';

const heading = '2026-11-23 06:20:12,071\tINFO job_manager.py:581 -- Runtime env is setting up.\n';
const entrypoint = 'Running entrypoint for job j1: exec node main.mjs\n';

test("exactly Ray's two lines go, wherever the second one landed and whatever the chunks are cut at", () => {
  fc.assert(
    fc.property(
      fc.array(hostileText),
      fc.array(hostileText),
      fc.infiniteStream(fc.integer({ min: 1, max: 60 })),
      (before, after, sizes) => {
        const [first, second] = [before.join(''), after.join('')];
        expect(strip(heading + first + entrypoint + second, sizes)).toBe(first + second);
      },
    ),
    { numRuns: 500 },
  );
});

test('only the first line may be the heading, and each line goes once', () => {
  expect(strip(`${heading}${heading}a\n${entrypoint}b\n${entrypoint}`)).toBe(`${heading}a\nb\n${entrypoint}`);
  expect(strip(`a\n${heading}`)).toBe(`a\n${heading}`);
});

test('a log without the lines is left alone, a heading that broke off too', () => {
  expect(strip('plain\n')).toBe('plain\n');
  expect(strip(heading.slice(0, 40))).toBe(heading.slice(0, 40));
  expect(strip('2026-11-23 06:20:12,071\tINFO mine.py:1 -- Runtime env is setting up.\n')).toBe(
    '2026-11-23 06:20:12,071\tINFO mine.py:1 -- Runtime env is setting up.\n',
  );
});

const hostileText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('Running entry', 'R', heading, entrypoint.slice(0, -2), '\n', 'Running entrypoint for job j2: exec node main.mjs\n'),
);

function strip(log: string, sizes: Iterable<number> = [Infinity]): string {
  const lines = new RayLines('j1', 'exec node main.mjs');
  const bytes = Buffer.from(log);
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.byteLength) break;
    kept.push(lines.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return Buffer.concat([...kept, lines.end()]).toString();
}
