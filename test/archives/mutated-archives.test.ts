import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpackArchive } from '../../runtime/archives/unpack-archive.ts';
import { paxLine, tarBytes, zipBytes } from '../support/archive-bytes.ts';
import { makeFolder } from '../support/make-plugin.ts';

/** `npm run test:long` asks for 3000. */
const MUTATIONS = Number(process.env['ARCHIVE_MUTATIONS'] ?? 60);
const SEED = Number(process.env['SEED'] ?? 1);

const data = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251));
const zip = zipBytes([{ name: 'a', data }, { name: 'b/c', data: 'x' }, { name: 'd/' }]);
const tar = tarBytes([
  { name: 'x', type: 'x', data: paxLine('path', 'long/name') },
  { name: 'a', data },
  { name: 'b/', type: '5' },
  { name: 'l', type: 'L', data: 'other\0' },
  { name: 'c', data: 'x' },
]);

/** Some bytes of it changed, most of them where a zip has its directory; and its end cut off, or not. */
const mutated = fc
  .record({
    base: fc.constantFrom(zip, tar),
    changes: fc.array(fc.tuple(fc.nat({ max: 1_000_000 }), fc.nat({ max: 255 }), fc.boolean()), { maxLength: 4 }),
    kept: fc.option(fc.nat({ max: 1000 })),
    isPacked: fc.boolean(),
  })
  .map(({ base, changes, kept, isPacked }) => {
    const copy = Buffer.from(base);
    for (const [at, value, isAtEnd] of changes) copy[isAtEnd ? copy.length - 1 - (at % 200) : at % copy.length] = value;
    const cut = kept === null ? copy : copy.subarray(0, Math.floor((copy.length * kept) / 1000));
    return isPacked && base === tar ? gzipSync(cut) : cut;
  });

test(
  `of ${MUTATIONS} damaged archives each is unpacked or refused, and nothing of a refused one is left`,
  { timeout: 600_000 },
  async () => {
    const folder = makeFolder();
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        writeFileSync(join(folder, 'm'), bytes);
        const error = await unpackArchive(join(folder, 'm'), join(folder, 'out')).then(
          () => undefined,
          (thrown: Error) => thrown,
        );
        expect(readdirSync(folder)).toEqual(error === undefined ? ['m', 'out'] : ['m']);
        if (error !== undefined) expect([error.name, error.stack]).toEqual(['ArchiveError', expect.any(String)]);
        rmSync(join(folder, 'out'), { recursive: true, force: true });
      }),
      { numRuns: MUTATIONS, seed: SEED },
    );
  },
);
