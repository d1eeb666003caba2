import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { EntrySink } from '../../runtime/archives/archive-entry.ts';
import type { ArchiveLimits } from '../../runtime/archives/archive-limits.ts';
import { readTar } from '../../runtime/archives/read-tar.ts';
import { unpackArchive } from '../../runtime/archives/unpack-archive.ts';
import { paxLine, tarBytes, type TarEntry, zipBytes, type ZipEntry } from '../support/archive-bytes.ts';
import { makeFolder } from '../support/make-plugin.ts';

/** Unpacks beside a folder with a file, and gives what went wrong. Nothing may be there afterwards that was not there before. */
async function refusal(content: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<string> {
  const folder = makeFolder();
  writeFileSync(join(folder, 'm'), content);
  const error = await unpackArchive(join(folder, 'm'), join(folder, 'out'), { limits }).then(
    () => new Error('it was unpacked'),
    (thrown: Error & { code: string }) => thrown,
  );
  expect(readdirSync(folder, { recursive: true })).toEqual(['m']);
  expect(error.name).toBe('ArchiveError');
  return `${(error as Error & { code: string }).code}: ${error.message.replace('m was not unpacked: ', '')}`;
}

const zip = (...entries: ZipEntry[]) => zipBytes([{ name: 'sound', data: 'fine' }, ...entries]);
const tar = (...entries: TarEntry[]) => tarBytes([{ name: 'sound', data: 'fine' }, ...entries]);

const NAMES: readonly (readonly [name: string, problem: string])[] = [
  ['../evil', 'leads out of its folder'],
  ['a/../../evil', 'leads out of its folder'],
  ['a/..', 'leads out of its folder'],
  ['/etc/evil', 'has an absolute path'],
  ['//server/share', 'has an absolute path'],
  ['C:/evil', 'names a drive'],
  ['./c:evil', 'names a drive'],
  ['..\\evil', 'has a backslash in its name, which is a separator elsewhere'],
  ['a\nb', 'has a control character in its name'],
  ['x'.repeat(300), 'has a name that is too long'],
];

test.each(NAMES)('an entry called %j is refused, in a zip and in a tar', async (name, problem) => {
  const shown = JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
  const expected = `ARCHIVE_ENTRY_REFUSED: entry ${shown} ${problem}`;
  expect(await refusal(zip({ name, data: 'x' }))).toBe(expected);
  const long: TarEntry[] = [
    { name: 'long', type: 'L', data: `${name}\0` },
    { name: 'short', data: 'x' },
  ];
  expect(await refusal(tar(...long))).toBe(expected);
  if (name.length <= 100) expect(await refusal(gzipSync(tar({ name, data: 'x' })))).toBe(expected);
});

test('a name is what a reader of the whole archive sees: its Unicode field, and its pax header', async () => {
  const field = Buffer.concat([Buffer.from([0x75, 0x70, 12, 0, 1]), Buffer.alloc(4), Buffer.from('../evil')]);
  field.writeUInt32LE(0x8c736521, 5); // CRC-32 of "foo"
  expect(await refusal(zip({ name: 'foo', data: 'x', flags: 0, extra: field }))).toBe(
    'ARCHIVE_ENTRY_REFUSED: entry "../evil" leads out of its folder',
  );
  expect(await refusal(tar({ name: 'p', type: 'x', data: paxLine('path', '/etc/evil') }, { name: 'a', data: 'x' }))).toBe(
    'ARCHIVE_ENTRY_REFUSED: entry "/etc/evil" has an absolute path',
  );
});

test('a name with a NUL is refused, and not cut there', async () => {
  expect(await refusal(zip({ name: 'a\0.txt', data: 'x' }))).toBe('ARCHIVE_ENTRY_REFUSED: entry "a\\u0000.txt" has a NUL in its name');
  expect(await refusal(tar({ name: 'p', type: 'x', data: paxLine('path', 'a\0.txt') }, { name: 'a', data: 'x' }))).toBe(
    'ARCHIVE_ENTRY_REFUSED: entry "a\\u0000.txt" has a NUL in its name',
  );
});

test.each([
  ['a link', 0o120777, '2'],
  ['a device', 0o020644, '3'],
  ['a device', 0o060644, '4'],
  ['a named pipe', 0o010644, '6'],
])('%s is refused, in a zip and in a tar', async (what, mode, type) => {
  const expected = `ARCHIVE_ENTRY_REFUSED: entry "bad" is ${what}`;
  expect(await refusal(zip({ name: 'bad', data: '/etc/passwd', mode }))).toBe(expected);
  expect(await refusal(tar({ name: 'bad', type, link: type === '2' ? '/etc/passwd' : '' }))).toBe(expected);
});

test('a hard link is refused, and so is a link that a later entry would write through', async () => {
  expect(await refusal(tar({ name: 'bad', type: '1', link: 'sound' }))).toBe('ARCHIVE_ENTRY_REFUSED: entry "bad" is a link');
  expect(await refusal(tar({ name: 'dir', type: '2', link: '/tmp' }, { name: 'dir/evil', data: 'x' }))).toBe(
    'ARCHIVE_ENTRY_REFUSED: entry "dir" is a link',
  );
});

test.each([
  ['the same name', ['a', 'a'], 'entry "a" is there twice'],
  ['a name in other letters', ['Model.bin', 'MODEL.bin'], 'entry "MODEL.bin" would be in the place of "Model.bin"'],
  ['ß and SS', ['ß', 'SS'], 'entry "SS" would be in the place of "ß"'],
  ['the other Unicode form', ['caf\u00e9', 'cafe\u0301'], 'entry "cafe\u0301" would be in the place of "caf\u00e9"'],
  ['a folder in other letters', ['a/x', 'A/y'], 'entry "A/y" would be in the place of "a"'],
  ['a file below a file', ['a', 'a/b'], 'entry "a/b" lies in "a", which is a file'],
  ['a file in the place of a folder', ['a/b', 'a'], 'entry "a" is a file and a folder'],
  ['the same path with detours', ['a/b', './a//./b'], 'entry "./a//./b" is there twice'],
])('%s twice is refused, in a zip and in a tar', async (_, names, problem) => {
  const where = problem.includes('in the place of') ? ' where case or Unicode form make no difference' : '';
  const expected = `ARCHIVE_ENTRY_REFUSED: ${problem}${where}`;
  expect(await refusal(zip(...names.map((name) => ({ name, data: 'x' }))))).toBe(expected);
  expect(await refusal(tar(...names.map((name) => ({ name, data: 'x' }))))).toBe(expected);
});

const zeros = Buffer.alloc(12 * 1024 ** 2);

test('a bomb by ratio is refused: by what it says, and by what comes', async () => {
  const expected = 'ARCHIVE_TOO_LARGE: it grows to more than 100 times its size, at entry "bomb"';
  expect(await refusal(zip({ name: 'bomb', data: zeros }))).toBe(expected);
  expect(await refusal(gzipSync(tar({ name: 'bomb', data: zeros })))).toBe(expected);
  expect(await refusal(zip({ name: 'bomb', data: zeros, says: { size: 1000 } }))).toMatch(/^ARCHIVE_BROKEN: it is damaged: entry "bomb"/);
});

test('so is one by bytes, by the number of entries, and by folders that only paths name', async () => {
  const files = Array.from({ length: 20 }, (_, index) => ({ name: `f${index}`, data: 'x'.repeat(100) }));
  for (const content of [zip(...files), tar(...files)]) {
    expect(await refusal(content, { bytes: 1000 })).toBe('ARCHIVE_TOO_LARGE: it has more than 1000 bytes when unpacked, at entry "f9"');
    expect(await refusal(content, { entries: 10 })).toMatch(/^ARCHIVE_TOO_LARGE: it has more than 10 entries/);
  }
  const deep = { name: Array.from({ length: 50 }, () => 'd').join('/'), data: 'x' };
  for (const content of [zip(deep), tar(deep)])
    expect(await refusal(content, { entries: 40 })).toBe(`ARCHIVE_TOO_LARGE: it has more than 40 entries, at entry "${deep.name}"`);
});

test('more entries than there may be are refused before they are read', async () => {
  expect(await refusal(zipBytes([{ name: 'a' }], { zip64Count: 2n ** 40n }))).toBe('ARCHIVE_TOO_LARGE: it has more than 100000 entries');
  expect(await refusal(zipBytes([{ name: 'a' }], { zip64Count: 9n }))).toMatch(/^ARCHIVE_BROKEN: it is damaged: invalid central directory/);
});

test('a size of ZIP64 that is not there is damage, and no loop', async () => {
  const extra = Buffer.from([0x01, 0x00, 0x00, 0x00]); // the field, empty
  const entry = { name: 'loop', data: 'x', says: { size: 0xffffffff }, extra };
  expect(await refusal(zip(entry))).toMatch(/^ARCHIVE_BROKEN: it is damaged: zip64 extended information/);
  const huge = Buffer.alloc(20);
  huge.writeUInt16LE(1, 0);
  huge.writeUInt16LE(16, 2);
  huge.writeBigUInt64LE(2n ** 62n, 4);
  expect(await refusal(zip({ ...entry, extra: huge }))).toBe(
    'ARCHIVE_TOO_LARGE: it has more than 68719476736 bytes when unpacked, at entry "loop"',
  );
});

test('entries that share their bytes, or have another name where they lie, are damage', async () => {
  const data = 'x'.repeat(1000);
  const twice = zipBytes([
    { name: 'a', data },
    { name: 'b', data, localName: 'a', says: { offset: 0 } },
  ]);
  expect(await refusal(twice)).toBe('ARCHIVE_BROKEN: it is damaged: entry "b" has another name where it lies');
  const inner = zipBytes([{ name: 'b', data: 'inner', method: 0 }]);
  const start = 30 + 'a'.length;
  const over = zipBytes([
    { name: 'a', data: inner, method: 0 },
    { name: 'b', data: 'inner', method: 0, says: { offset: start } },
  ]);
  expect(await refusal(over)).toBe('ARCHIVE_BROKEN: it is damaged: entries "a" and "b" lie over each other');
});

test('an entry that is encrypted, or packed in a way that is not read, is named', async () => {
  expect(await refusal(zip({ name: 'key', data: 'x', flags: 1 }))).toBe('ARCHIVE_ENCRYPTED: entry "key" is encrypted');
  expect(await refusal(zip({ name: 'odd', data: 'x', method: 99 }))).toBe(
    'ARCHIVE_ENTRY_REFUSED: entry "odd" is compressed by a method that is not read here (99)',
  );
  expect(await refusal(tar({ name: 'p', type: 'x', data: paxLine('GNU.sparse.major', '1') }, { name: 'a' }))).toBe(
    'ARCHIVE_BROKEN: it is damaged: it holds a sparse file, which is not read here',
  );
});

test('an archive that is cut off anywhere leaves nothing, and so does one with a changed byte in its content', async () => {
  const data = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251));
  for (const content of [zip({ name: 'a', data }), tar({ name: 'a', data }), gzipSync(tar({ name: 'a', data }))]) {
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
      const cut = content.subarray(0, Math.floor(content.length * part));
      expect(await refusal(cut)).toMatch(/^ARCHIVE_(BROKEN|UNKNOWN): /);
    }
  }
  expect(await refusal(tarBytes([{ name: 'a', data }], { hasEnd: false }))).toBe(
    'ARCHIVE_BROKEN: it is damaged: it has no end, so that something may be missing',
  );
  expect(await refusal(zip({ name: 'a', data, says: { crc: 1 } }))).toBe(
    'ARCHIVE_BROKEN: it is damaged: entry "a" does not have its checksum',
  );
});

test('an entry that waits for its turn when the rest turns out to be missing is given up', async () => {
  const file = join(makeFolder(), 'm');
  const data = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251));
  const content = gzipSync(tar({ name: 'a', data }));
  writeFileSync(file, content.subarray(0, content.length / 2));
  const begun: string[] = [];
  const sink: EntrySink = {
    expect: () => {},
    admit: (head) => ({ ...head, path: [head.name] }),
    write: async ({ name }, bytes) => {
      begun.push(name);
      for await (const _ of bytes);
      await sleep(50); // by then the end of the file is known
    },
  };
  await expect(readTar(file, sink, { isGzip: true })).rejects.toMatchObject({ code: 'ARCHIVE_BROKEN' });
  expect(begun).toEqual(['sound']);
});

test('what takes too long is ended', async () => {
  const files = Array.from({ length: 2000 }, (_, index) => ({ name: `f${index}`, data: 'x' }));
  expect(await refusal(tar(...files), { seconds: 0.01 })).toBe('ARCHIVE_TOO_LARGE: it takes more than 0.01 seconds');
});
