import { expect, test } from 'vitest';
import { writeFully } from '../../../runtime/ray/frames/write-fully.ts';

test('what a full pipe takes in pieces arrives whole', () => {
  const taken: number[] = [];
  let calls = 0;
  const write = ((_fd: number, bytes: Uint8Array, offset: number, length: number): number => {
    if (calls++ % 2 === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
    taken.push(...bytes.subarray(offset, offset + Math.min(3, length)));
    return Math.min(3, length);
  }) as Parameters<typeof writeFully>[2];
  writeFully(1, Buffer.of(1, 2, 3, 4, 5, 6, 7), write);
  expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('any other failure of a write is thrown', () => {
  const write = ((): number => {
    throw Object.assign(new Error('disk is full'), { code: 'ENOSPC' });
  }) as Parameters<typeof writeFully>[2];
  expect(() => writeFully(1, Buffer.of(1), write)).toThrow('disk is full');
});
