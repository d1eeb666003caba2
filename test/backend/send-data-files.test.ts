import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Backend, type FileToSend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { makeFolder, writeIn } from '../support/make-plugin.ts';
import { type ServedBackend, serveBackend } from '../support/serve-backend.ts';

const data = new TemporaryFolder();
const backends = {} as Record<'embedded' | 'served', Backend>;
let served: ServedBackend;
beforeAll(async () => {
  served = await serveBackend(join(data.path, 'served'));
  backends.served = openHttpBackend({ url: served.url });
  backends.embedded = await openEmbeddedBackend(join(data.path, 'embedded'));
});
afterAll(async () => {
  for (const backend of Object.values(backends)) await backend.close();
  await served.stop();
  data.remove();
});

function write(name: string, text: string, checksum = createHash('sha1').update(text).digest('hex')): FileToSend {
  const folder = makeFolder();
  writeIn(folder, name, text);
  return { path: join(folder, name), filename: name, size: Buffer.byteLength(text), checksum, id: randomUUID() };
}

test.each(['embedded', 'served'] as const)(
  'small and large files become data files of the %s backend, and each is for itself',
  async (kind) => {
    const client = backends[kind];
    const files = [write('a.txt', 'a'), write('b.txt', 'b', '0'.repeat(40)), write('large.txt', 'c'.repeat(5_000)), write('d.txt', 'd')];
    const before = (await client.dataFiles.list()).count;
    const sent = await client.sendDataFiles(files, { chunkedAbove: 1_000 });
    expect(sent.map((one) => typeof one)).toEqual(['number', 'object', 'number', 'number']);
    expect(sent[1]).toBeInstanceOf(Error);
    for (const index of [0, 2, 3]) {
      const { filename, checksum, size } = files[index]!;
      expect(await client.dataFiles.get(sent[index] as number)).toMatchObject({ filename, checksum, size });
    }
    expect((await client.dataFiles.list()).count).toBe(before + 3);
    expect(await client.findChecksums(files.map(({ checksum }) => checksum))).toEqual(
      new Set([0, 2, 3].map((index) => files[index]!.checksum)),
    );
  },
);

test.each(['embedded', 'served'] as const)(
  'a file that is sent in chunks again under its id is the same data file in the %s backend',
  async (kind) => {
    const client = backends[kind];
    const file = write('twice.txt', `twice ${kind}`);
    const first = await client.sendDataFiles([file], { chunkedAbove: 1 });
    expect(await client.sendDataFiles([file], { chunkedAbove: 1 })).toEqual(first);
  },
);
