import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import type { RunItem } from '../../../runtime/ray/follow/follow-run.ts';
import { FrameEncoder } from '../../../runtime/ray/frames/encode-frames.ts';
import { TaskRecord } from '../../../runtime/ray/task/task-record.ts';

const nonce = '0123456789abcdef0123456789abcdef';
const PIECE = Buffer.alloc(500_000, 'a line of a hundred bytes or so, without an end, and the same again and again and again. ');
const PIECES = 200;

afterEach(() => vi.unstubAllEnvs());

test('a task that prints 100 MB takes no 100 MB here, and every reader has all of it, with each event in its place', async () => {
  const record = new TaskRecord('r1', nonce);
  const encoder = new FrameEncoder(nonce);
  const before = process.memoryUsage().arrayBuffers;
  const early = readAll(record);
  for (let piece = 0; piece < PIECES; piece++) {
    record.push(output(PIECE));
    if (piece % 50 === 0) for (const bytes of encoder.encode({ type: 'message', time: piece, message: 'x' })) record.push(output(bytes));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  record.push(part('e', { status: 'SUCCEEDED' }));
  const expected = createHash('sha256');
  for (let piece = 0; piece < PIECES; piece++) expected.update(PIECE);
  const events = [0, 50, 100, 150].map((piece) => ({ at: (piece + 1) * PIECE.byteLength, time: piece }));
  const whole = { sha256: expected.digest('hex'), events, damage: [] };
  expect(await early).toEqual(whole);
  expect(await readAll(record)).toEqual(whole);
});

test('where no file can be made, what fits in memory is kept, and it is said that there was more', async () => {
  vi.stubEnv('TMPDIR', '/nowhere');
  const record = new TaskRecord('r1', nonce);
  const first = new FrameEncoder(nonce).encode({ type: 'message', time: 7, message: 'x' });
  for (const bytes of [...first, PIECE, PIECE, PIECE]) record.push(output(bytes));
  record.push(part('e', { status: 'SUCCEEDED' }));
  const kept = 2 * PIECE.byteLength;
  expect(await readAll(record)).toEqual({
    sha256: createHash('sha256').update(PIECE).update(PIECE).digest('hex'),
    events: [{ at: 0, time: 7 }],
    damage: [`its output could not be kept on this machine after ${kept + first[0]!.byteLength} bytes: there is no such file or folder`],
  });
});

interface Read {
  readonly sha256: string;
  /** After how many bytes of output each came. */
  readonly events: readonly { readonly at: number; readonly time: number }[];
  readonly damage: readonly string[];
}

async function readAll(record: TaskRecord): Promise<Read> {
  const hash = createHash('sha256');
  const events: Read['events'][number][] = [];
  const damage: string[] = [];
  let at = 0;
  const take = (item: RunItem): void => {
    if (item.kind === 'event') events.push({ at, time: item.event.time });
    else if (item.kind === 'damage') damage.push(item.why);
    else {
      hash.update(item.bytes);
      at += item.bytes.byteLength;
    }
  };
  for await (const item of record.read()) take(item);
  return { sha256: hash.digest('hex'), events, damage };
}

function output(bytes: Uint8Array): Buffer {
  return pack('o', bytes);
}

function part(kind: string, value: unknown): Buffer {
  return pack(kind, Buffer.from(JSON.stringify(value)));
}

function pack(kind: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind, 0, 'latin1');
  header.writeUInt32BE(payload.byteLength, 1);
  return Buffer.concat([header, payload]);
}
