import { zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackArchive } from '../../runtime/archives/unpack-archive.ts';
import { tarBytes, zipBytes } from '../support/archive-bytes.ts';
import { makeFolder } from '../support/make-plugin.ts';

const bytes = (text: string) => Buffer.from(text);

function write(folder: string, content: Uint8Array): string {
  const path = join(folder, 'model.archive');
  writeFileSync(path, content);
  return path;
}

test.each([
  ['a zip', Buffer.from(zipSync({ 'weights.bin': bytes('abc'), 'conf/labels.txt': bytes('cat\n'), 'conf/empty': bytes('') }))],
  [
    'a tar',
    tarBytes([
      { name: './', type: '5' },
      { name: './weights.bin', data: 'abc' },
      { name: 'conf/labels.txt', data: 'cat\n' },
      { name: 'conf/empty' },
    ]),
  ],
  [
    'a tar.gz',
    gzipSync(
      tarBytes([
        { name: 'weights.bin', data: 'abc' },
        { name: 'conf/', type: '5' },
        { name: 'conf/labels.txt', data: 'cat\n' },
        { name: 'conf/empty' },
      ]),
    ),
  ],
])('%s becomes a folder, with folders that only paths name', async (_, content) => {
  const folder = makeFolder();
  const target = join(folder, 'new/model');
  const { files } = await unpackArchive(write(folder, content), target);
  expect([...files].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: 'conf/empty', size: 0 },
    { path: 'conf/labels.txt', size: 4 },
    { path: 'weights.bin', size: 3 },
  ]);
  expect(readdirSync(join(folder, 'new'))).toEqual(['model']);
  expect(readdirSync(target, { recursive: true }).map(String).sort()).toEqual(['conf', 'conf/empty', 'conf/labels.txt', 'weights.bin']);
  expect(readFileSync(join(target, 'conf/labels.txt'), 'utf8')).toBe('cat\n');
});

test('what the system’s own tar packs is read: long names, names of all scripts, and which files can be run', async () => {
  const folder = makeFolder();
  const long = `${'long'.repeat(40)}.txt`;
  mkdirSync(join(folder, 'in/größe 日本'), { recursive: true });
  writeFileSync(join(folder, 'in/run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  for (const [format, name] of Object.entries({ gnu: long, pax: long, ustar: 'short.txt' })) {
    writeFileSync(join(folder, 'in/größe 日本', name), 'deep');
    execFileSync('tar', ['--format', format, '-czf', join(folder, `${format}.tgz`), '-C', join(folder, 'in'), '.']);
    const target = join(folder, format);
    await unpackArchive(join(folder, `${format}.tgz`), target);
    expect(readFileSync(join(target, 'größe 日本', name), 'utf8')).toBe('deep');
    expect(statSync(join(target, 'run.sh')).mode & 0o111).toBe(0o111);
    expect(statSync(join(target, 'größe 日本', name)).mode & 0o111).toBe(0);
    rmSync(join(folder, 'in/größe 日本', name));
  }
});

test('what Python packs is read, also where its size came after the content', async () => {
  const folder = makeFolder();
  const script = `
import sys, zipfile
class Pipe:
    def __init__(self, path): self.file = open(path, 'wb')
    def write(self, data): return self.file.write(data)
    def flush(self): self.file.flush()
    def close(self): self.file.close()
with zipfile.ZipFile(Pipe(sys.argv[1]), 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('data/0', b'x' * 100000)
    archive.writestr('version', '3')
`;
  execFileSync('python3', ['-c', script, join(folder, 'model.zip')]);
  await unpackArchive(join(folder, 'model.zip'), join(folder, 'out'));
  expect(statSync(join(folder, 'out/data/0')).size).toBe(100_000);
  expect(readFileSync(join(folder, 'out/version'), 'utf8')).toBe('3');
});

test('an archive without entries is an empty folder', async () => {
  const folder = makeFolder();
  for (const [name, content] of Object.entries({ zip: zipBytes([]), tar: tarBytes([]), tgz: gzipSync(tarBytes([])) })) {
    expect(await unpackArchive(write(folder, content), join(folder, name))).toEqual({ files: [] });
    expect(readdirSync(join(folder, name))).toEqual([]);
  }
});

test('a folder that is there is filled if it is empty, also through a link, and else left as it is', async () => {
  const folder = makeFolder();
  const archive = write(folder, zipBytes([{ name: 'a', data: '1' }]));
  mkdirSync(join(folder, 'empty'));
  symlinkSync(join(folder, 'empty'), join(folder, 'link'));
  await unpackArchive(archive, join(folder, 'link'));
  expect(readdirSync(join(folder, 'empty'))).toEqual(['a']);
  await expect(unpackArchive(archive, join(folder, 'empty'))).rejects.toMatchObject({
    code: 'ARCHIVE_TARGET_TAKEN',
    message: `model.archive was not unpacked: ${join(folder, 'empty')} is there already, and not an empty folder`,
  });
  await expect(unpackArchive(archive, archive)).rejects.toMatchObject({ code: 'ARCHIVE_TARGET_TAKEN' });
  expect(readdirSync(folder).sort()).toEqual(['empty', 'link', 'model.archive']);
});

test('an end of the run ends it, and leaves nothing', async () => {
  const folder = makeFolder();
  const archive = write(folder, zipBytes([{ name: 'a', data: '1' }]));
  const stop = new Error('stopped');
  await expect(unpackArchive(archive, join(folder, 'out'), { signal: AbortSignal.abort(stop) })).rejects.toBe(stop);
  expect(readdirSync(folder)).toEqual(['model.archive']);
});

test.each([
  ['a text', Buffer.from('no archive at all'.repeat(100))],
  ['an empty file', Buffer.alloc(0)],
  ['a folder', undefined],
])('%s is no archive', async (_, content) => {
  const folder = makeFolder();
  const path = content === undefined ? folder : write(folder, content);
  await expect(unpackArchive(path, join(folder, 'out'))).rejects.toMatchObject({
    code: 'ARCHIVE_UNKNOWN',
    message: expect.stringMatching(/ was not unpacked: it is no zip, tar or tar\.gz$/),
  });
});

test('an archive that is not there is said so', async () => {
  const folder = makeFolder();
  await expect(unpackArchive(join(folder, 'none.zip'), join(folder, 'out'))).rejects.toMatchObject({
    code: 'ARCHIVE_NOT_WRITTEN',
    message: `none.zip was not unpacked to ${join(folder, 'out')}: ${join(folder, 'none.zip')}: there is no such file or folder`,
  });
});
