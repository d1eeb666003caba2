import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TaskPart, TaskPartReader } from '../../../runtime/ray/task/task-parts.ts';

function pack(kind: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind, 0, 'latin1');
  header.writeUInt32BE(payload.byteLength, 1);
  return Buffer.concat([header, payload]);
}

test('however the gateway’s bytes are cut, the parts are the same', () => {
  const outputs = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
  const cuts = fc.array(fc.nat({ max: 1_800 }), { maxLength: 12 });
  fc.assert(
    fc.property(outputs, cuts, (printed, places) => {
      const end = { status: 'SUCCEEDED' } as const;
      const all = Buffer.concat([
        pack('s', Buffer.from('{"status":"RUNNING"}')),
        ...printed.map((bytes) => pack('o', bytes)),
        pack('e', Buffer.from(JSON.stringify(end))),
      ]);
      const edges = [0, ...places.filter((place) => place < all.byteLength).toSorted((a, b) => a - b), all.byteLength];
      const reader = new TaskPartReader();
      const parts = edges.slice(1).flatMap((edge, index) => reader.push(all.subarray(edges[index], edge)));
      const expected: TaskPart[] = [
        { kind: 'state', state: { status: 'RUNNING' } },
        ...printed.map((bytes): TaskPart => ({ kind: 'output', bytes: Buffer.from(bytes) })),
        { kind: 'end', end },
      ];
      expect(parts).toEqual(expected);
    }),
  );
});

test('what is no part is an error and no endless wait', () => {
  expect(() => new TaskPartReader().push(pack('?', Buffer.from('x')))).toThrow('cannot be read');
});
