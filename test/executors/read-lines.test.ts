import { array, assert, asyncProperty, integer, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from 'actionsmith/executors';

test('bytes become lines: CR LF and LF end one, a CR in mid-line does not, and the last may lack its end', async () => {
  expect(await linesOf([Buffer.from('one\r\ntwo\n\n10%\r20%\nlast')])).toEqual(['one', 'two', '', '10%\r20%', 'last']);
  expect(await linesOf([])).toEqual([]);
  expect(await linesOf([Buffer.from([0xff, 0x0a, 0xe2, 0x82])])).toEqual(['\ufffd', '\ufffd']);
});

test('the lines are the same wherever the bytes are cut', async () => {
  const lines = array(string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, '')));
  await assert(
    asyncProperty(lines, integer({ min: 1, max: 7 }), async (expected, size) => {
      const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(''));
      const chunks = Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await linesOf(chunks)).toEqual(expected);
    }),
  );
});

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  async function* given(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of readLines(given())) lines.push(line);
  return lines;
}
