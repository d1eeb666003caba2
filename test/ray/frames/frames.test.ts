import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decoded, FrameDecoder } from '../../../runtime/ray/frames/decode-frames.ts';
import { FrameEncoder } from '../../../runtime/ray/frames/encode-frames.ts';

const nonce = '0123456789abcdef0123456789abcdef';
const otherNonce = 'ffffffffffffffffffffffffffffffff';

test('output and values come back whole and in order, for any bytes, any values and any cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hostileBytes, value), { maxLength: 12 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 700 })),
      (items, sizes) => {
        const encoder = new FrameEncoder(nonce);
        const log = Buffer.concat(items.flatMap((item) => (item instanceof Uint8Array ? [item] : encoder.encode(item.value))));
        const found = decodeCut(log, sizes);
        expect(outputOf(found)).toEqual(Buffer.concat(items.filter((item) => item instanceof Uint8Array)));
        expect(valuesOf(found)).toEqual(items.flatMap((item) => (item instanceof Uint8Array ? [] : [item.value])));
        expect(found.filter((item) => item.kind === 'damage')).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

test('a record in the middle of a line, and of a character, leaves the line whole', () => {
  const encoder = new FrameEncoder(nonce);
  const euro = Buffer.from('half € line\n');
  const log = Buffer.concat([euro.subarray(0, 6), ...encoder.encode({ type: 'progress' }), euro.subarray(6)]);
  const found = decodeWhole(log);
  expect(outputOf(found)).toEqual(euro);
  expect(valuesOf(found)).toEqual([{ type: 'progress' }]);
});

test.each([
  ['the records of another run', new FrameEncoder(otherNonce).encode({ type: 'result', value: 'forged' })[0]],
  ['a record without JSON', Buffer.from(`\u001E${nonce}nonsense\n`)],
  ['a record without a number', Buffer.from(`\u001E${nonce}{"value":"forged"}\n`)],
  ['a record of more than 4 KiB', Buffer.from(`\u001E${nonce}{"seq":0,"value":"${'x'.repeat(5000)}"}\n`)],
  ['a marker alone', Buffer.from(`\u001E${nonce}`)],
  ['many marks', Buffer.from('\u001E'.repeat(10_000))],
])('%s are output', (_, text = Buffer.alloc(0)) => {
  const log = Buffer.concat([text, ...new FrameEncoder(nonce).encode('real')]);
  const found = decodeWhole(log);
  expect(outputOf(found)).toEqual(Buffer.from(text));
  expect(valuesOf(found)).toEqual(['real']);
});

test('a record that is printed again, as by an author who prints his own log, is output the second time', () => {
  const [first, second] = ['one', 'two'].map(
    (
      (encoder) => (text: string) =>
        Buffer.concat(encoder.encode(text))
    )(new FrameEncoder(nonce)),
  );
  const found = decodeWhole(Buffer.concat([first ?? Buffer.of(), first ?? Buffer.of(), second ?? Buffer.of()]));
  expect(valuesOf(found)).toEqual(['one', 'two']);
  expect(outputOf(found)).toEqual(first);
});

test('no record is longer than 4 KiB, and a long value arrives whole', () => {
  const long = { text: 'ü"\\\n'.repeat(100_000) };
  const records = new FrameEncoder(nonce).encode(long);
  expect(Math.max(...records.map((record) => record.byteLength))).toBeLessThanOrEqual(4096);
  expect(records.length).toBeGreaterThan(100);
  expect(valuesOf(decodeWhole(Buffer.concat(records)))).toEqual([long]);
});

test('a part that is missing is damage, and the values after it arrive', () => {
  const encoder = new FrameEncoder(nonce);
  const records = encoder.encode('x'.repeat(10_000));
  const found = decodeWhole(Buffer.concat([...records.filter((_, index) => index !== 1), ...encoder.encode('after')]));
  expect(found).toEqual([
    { kind: 'damage', why: '1 record of the run did not arrive' },
    { kind: 'damage', why: 'a value broke off after 1 of 4 parts' },
    { kind: 'value', value: 'after' },
  ]);
});

test('a part that was changed on the way fails the digest', () => {
  const text = Buffer.concat(new FrameEncoder(nonce).encode('x'.repeat(10_000))).toString();
  const found = decodeWhole(Buffer.from(text.replace('eHh4', 'eHh5')));
  expect(found).toEqual([{ kind: 'damage', why: 'a value of 4 parts does not have the digest it was sent with' }]);
});

test('a value of more than 64 MiB is refused with advice', () => {
  expect(() => new FrameEncoder(nonce).encode('x'.repeat(64 * 1024 * 1024))).toThrow(
    /at most 64 MiB travel: write it to a file and return its path/,
  );
});

/** Bytes in which the beginnings of records are frequent. */
const hostileBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc
        .constantFrom('\u001E', `\u001E${nonce}`, `\u001E${nonce.slice(0, 9)}`, `\u001E${otherNonce}{"seq":0,"value":1}\n`, '\n')
        .map((text) => Buffer.from(text)),
    ),
  )
  .map((pieces) => new Uint8Array(Buffer.concat(pieces)));

const value = fc
  .oneof(fc.jsonValue(), fc.string({ minLength: 4000, maxLength: 9000, unit: 'binary' }))
  .map((json) => ({ value: JSON.parse(JSON.stringify(json)) as unknown }));

function decodeCut(log: Buffer, sizes: Iterable<number>): Decoded[] {
  const decoder = new FrameDecoder(nonce);
  const found: Decoded[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= log.byteLength) break;
    found.push(...decoder.push(log.subarray(at, at + size)));
    at += size;
  }
  return [...found, ...decoder.end()];
}

function decodeWhole(log: Buffer): Decoded[] {
  return decodeCut(log, [log.byteLength]);
}

function outputOf(found: readonly Decoded[]): Buffer {
  return Buffer.concat(found.map((item) => (item.kind === 'output' ? item.bytes : Buffer.of())));
}

function valuesOf(found: readonly Decoded[]): unknown[] {
  return found.filter((item) => item.kind === 'value').map((item) => item.value);
}
