import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packFolder } from '../../runtime/archives/pack-folder.ts';
import { unpackArchive } from '../../runtime/archives/unpack-archive.ts';
import { makeFolder, writeIn } from '../support/make-plugin.ts';

/** A folder of files, and what an archive of it holds. */
async function pack(folder: string): Promise<Record<string, string>> {
  const archive = join(makeFolder(), 'model.zip');
  await packFolder(folder, archive);
  return Object.fromEntries(Object.entries(unzipSync(readFileSync(archive))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

test('the files of a folder, with names of any script, are in the archive as they are', async () => {
  const folder = makeFolder();
  const files = { 'weights.json': '[1]', 'vocab/größe.txt': 'ä', 'vocab/모델 1.bin': '', '.hidden': 'h', 'vocab/🍎.txt': 'apple' };
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
  expect(await pack(folder)).toEqual(files);
});

test('what was packed is what is unpacked, whatever the names are', async () => {
  const names = ['a', 'b/c', 'b/d e', '.x/é', 'コ/ン', '-', '$(x)', "it's", 'n'.repeat(200)];
  const folder = makeFolder();
  for (const name of names) writeIn(folder, name, name);
  const out = makeFolder();
  await packFolder(folder, join(out, 'm.zip'));
  const { files } = await unpackArchive(join(out, 'm.zip'), join(out, 'files'));
  expect(files.map(({ path }) => path).toSorted()).toEqual(names.toSorted());
  for (const name of names) expect(readFileSync(join(out, 'files', name), 'utf8')).toBe(name);
});

test('a file alone is an archive of one', async () => {
  const folder = makeFolder();
  writeIn(folder, 'best.pt', 'weights');
  expect(await pack(join(folder, 'best.pt'))).toEqual({ 'best.pt': 'weights' });
});

test('the same files give the same bytes, whatever their dates, owners and places', async () => {
  const [first, second] = [join(makeFolder(), 'a'), join(makeFolder(), 'other/b')];
  for (const name of ['b.bin', 'a.bin', 'B/x.bin', 'c.sh']) writeIn(first, name, name.repeat(1000));
  chmodSync(join(first, 'c.sh'), 0o755);
  cpSync(first, second, { recursive: true });
  utimesSync(join(second, 'a.bin'), 1, 1);
  const out = makeFolder();
  const sizes = [await packFolder(first, join(out, '1.zip')), await packFolder(second, join(out, '2.zip'))];
  expect(readFileSync(join(out, '1.zip')).equals(readFileSync(join(out, '2.zip')))).toBe(true);
  expect(sizes[0]).toEqual({ files: 4, size: readFileSync(join(out, '1.zip')).length });
});

test('the order is that of the names, and another time zone changes no byte', async () => {
  const folder = makeFolder();
  for (const name of ['b', 'a/z', 'a/b', 'C']) writeIn(folder, name, name);
  expect(Object.keys(await pack(folder))).toEqual(['C', 'a/b', 'a/z', 'b']);
  const script = `import { packFolder } from ${JSON.stringify(join(import.meta.dirname, '../../dist/modules/runtime/archives/pack-folder.js'))};
    await packFolder(process.argv[1], process.argv[2]);`;
  const out = makeFolder();
  for (const TZ of ['America/Los_Angeles', 'Asia/Seoul'])
    execFileSync(process.execPath, ['--input-type=module', '-e', script, folder, join(out, `${TZ.slice(0, 4)}.zip`)], {
      env: { ...process.env, TZ },
    });
  expect(readFileSync(join(out, 'Amer.zip')).equals(readFileSync(join(out, 'Asia.zip')))).toBe(true);
});

test('a link to a file of the folder is that file, and one that leads out of it is refused', async () => {
  const folder = makeFolder();
  writeIn(folder, 'epoch-3.pt', 'weights');
  symlinkSync('epoch-3.pt', join(folder, 'best.pt'));
  expect(await pack(folder)).toEqual({ 'best.pt': 'weights', 'epoch-3.pt': 'weights' });
  symlinkSync('/etc/hostname', join(folder, 'host'));
  await expect(pack(folder)).rejects.toMatchObject({
    code: 'NOT_PACKED',
    message: `${join(folder, 'host')} cannot be packed: it is a link that leads out of the folder: put a copy of the file in its place`,
  });
});

test.each([
  [
    'a link to a folder',
    (folder: string): void => (mkdirSync(join(folder, 'a')), symlinkSync('a', join(folder, 'b'))),
    'b',
    'it is a link to a folder: put a copy in its place',
  ],
  ['a link to nothing', (folder: string): void => symlinkSync('nowhere', join(folder, 'b')), 'b', 'there is no such file or folder'],
  ['a pipe', (folder: string): void => void execFileSync('mkfifo', [join(folder, 'p')]), 'p', 'it is no file'],
  [
    'a backslash',
    (folder: string): void => writeFileSync(join(folder, '..\\x'), ''),
    '..\\x',
    'entry "..\\\\x" has a backslash in its name, which is a separator elsewhere',
  ],
  ['a drive', (folder: string): void => writeFileSync(join(folder, 'C:x'), ''), 'C:x', 'entry "C:x" names a drive'],
  [
    'twins',
    (folder: string): void => (writeFileSync(join(folder, 'A'), ''), writeFileSync(join(folder, 'a'), '')),
    'a',
    'entry "a" would be in the place of "A" where case or Unicode form make no difference',
  ],
  [
    'twins of Unicode',
    (folder: string): void => (writeFileSync(join(folder, 'e\u0301'), ''), writeFileSync(join(folder, '\u00e9'), '')),
    '\u00e9',
    'entry "\u00e9" would be in the place of "e\u0301" where case or Unicode form make no difference',
  ],
])('%s in a folder is refused with its path', async (_, make, name, why) => {
  const folder = makeFolder();
  make(folder);
  await expect(pack(folder)).rejects.toMatchObject({ code: 'NOT_PACKED', message: `${join(folder, name)} cannot be packed: ${why}` });
});

test('an empty folder, and one that is not there, are refused', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'empty'));
  await expect(pack(folder)).rejects.toMatchObject({ message: `${folder} cannot be packed: there is no file in it` });
  await expect(pack(join(folder, 'nope'))).rejects.toMatchObject({
    message: `${join(folder, 'nope')} cannot be packed: there is no such file or folder`,
  });
});

test('what is written to while it is packed, and what is cancelled, leaves no archive', async () => {
  const [folder, out] = [makeFolder(), makeFolder()];
  for (const name of ['a', 'b']) writeFileSync(join(folder, name), Buffer.alloc(3_000_000));
  const growing = packFolder(folder, join(out, 'm.zip'), { onProgress: () => appendFileSync(join(folder, 'b'), 'more') });
  await expect(growing).rejects.toMatchObject({ message: `${join(folder, 'b')} cannot be packed: it changed while it was read` });
  const controller = new AbortController();
  const stopped = packFolder(folder, join(out, 'm.zip'), {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
  expect(readdirSync(out)).toEqual([]);
});

test('a full disk is said with the path of the archive, and nothing is left', async () => {
  const [folder, out] = [makeFolder(), makeFolder()];
  writeFileSync(join(folder, 'weights'), Buffer.alloc(2_000_000));
  const script = `import { packFolder } from ${JSON.stringify(join(import.meta.dirname, '../../dist/modules/runtime/archives/pack-folder.js'))};
    process.on('SIGXFSZ', () => {});
    await packFolder(process.argv[1], process.argv[2]).catch((error) => console.log(error.code, error.cause?.code, error.message));`;
  const command = `ulimit -f 1000; exec "$@"`; // blocks of 1024 bytes: no file may be longer
  const printed = execFileSync(
    'bash',
    ['-c', command, 'bash', process.execPath, '--input-type=module', '-e', script, folder, join(out, 'm.zip')],
    { encoding: 'utf8' },
  );
  expect(printed).toMatch(/^NOT_PACKED EFBIG .* cannot be packed into .*m\.zip: /);
  expect(readdirSync(out)).toEqual([]);
});
