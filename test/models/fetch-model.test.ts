import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Backend, openEmbeddedBackend, openHttpBackend } from '../../runtime/backend/index.ts';
import { fetchModel } from '../../runtime/models/fetch-model.ts';
import { zipBytes } from '../support/archive-bytes.ts';
// @ts-expect-error a plain module, which is preloaded too
import { breakFileSystem } from '../support/faulty-fs.mjs';
import { makeFolder } from '../support/make-plugin.ts';
import { serveBackend } from '../support/serve-backend.ts';
import { storeFile, storeModel } from '../support/store-model.ts';

interface Place {
  readonly backend: Backend;
  readonly cache: string;
  /** Of the entry of a model, once it is there. */
  readonly entry: (checksum: string | undefined, kind?: string) => string;
}

async function makePlace(open: (data: string) => Promise<Backend> = (data) => openEmbeddedBackend(data)): Promise<Place> {
  const folder = makeFolder();
  const backend = await open(join(folder, 'data'));
  onTestFinished(() => backend.close());
  const cache = join(folder, 'cache');
  return { backend, cache, entry: (checksum, kind = 'archive') => join(cache, 'models', checksum ?? '', kind) };
}

/** The same backend, and how often a file of it was read. */
function counted(backend: Backend): { readonly backend: Backend; readonly downloads: () => number } {
  let count = 0;
  const download: Backend['download'] = (...args) => {
    count += 1;
    return backend.download(...args);
  };
  return { backend: Object.assign(Object.create(backend) as Backend, { download }), downloads: () => count };
}

async function fail(work: Promise<unknown>): Promise<Error & { readonly code: string }> {
  return work.then(
    () => Promise.reject(new Error('it went well')),
    (error: Error & { readonly code: string }) => error,
  );
}

const FILES = { 'weights.bin': 'abc', 'conf/labels.txt': 'cat' };

test('a model is what the backend knows of it, and a folder with its files', async () => {
  const { backend, cache } = await makePlace();
  const { id, checksum } = await storeModel(backend, 'cats', FILES);
  const progress: number[] = [];
  const model = await fetchModel(backend, id, { cache, onProgress: (part) => progress.push(part) });
  expect(model).toMatchObject({ id, name: 'cats', checksum, path: join(cache, 'models', checksum!, 'archive/files') });
  expect(readFileSync(join(model.path, 'conf/labels.txt'), 'utf8')).toBe('cat');
  expect(model.filePath).toBeUndefined();
  expect(progress.at(-1)).toBe(1);
  expect(readdirSync(join(cache, 'models', checksum!))).toEqual(['archive']);
  expect(readdirSync(join(cache, 'models', checksum!, 'archive')).toSorted()).toEqual(['files', 'manifest.json']);
});

test('a server in another process gives the same, and only once for the same content', async () => {
  const { backend, cache } = await makePlace(async (data) => {
    const server = await serveBackend(data);
    onTestFinished(async () => void (await server.stop()));
    return openHttpBackend({ url: server.url });
  });
  const one = await storeModel(backend, 'one', FILES);
  const two = await storeModel(backend, 'two', FILES);
  const { backend: watched, downloads } = counted(backend);
  const paths = [await fetchModel(watched, one.id, { cache }), await fetchModel(watched, two.id, { cache })].map(({ path }) => path);
  expect(paths[0]).toBe(paths[1]);
  expect(readFileSync(join(paths[0]!, 'weights.bin'), 'utf8')).toBe('abc');
  expect(downloads()).toBe(1);
});

test('many that ask at once wait for the one that fetches', async () => {
  const { backend, cache } = await makePlace();
  const { id } = await storeModel(backend, 'cats', FILES);
  const { backend: watched, downloads } = counted(backend);
  const models = await Promise.all(Array.from({ length: 4 }, () => fetchModel(watched, id, { cache })));
  expect(new Set(models.map(({ path }) => path)).size).toBe(1);
  expect(downloads()).toBe(1);
});

test('a model of one file says which, and weights that are a zip inside stay one file under their own name', async () => {
  const { backend, cache } = await makePlace();
  const packed = await storeModel(backend, 'packed', { 'best.pt': 'weights' });
  const model = await fetchModel(backend, packed.id, { cache });
  expect(model.filePath).toBe(join(model.path, 'best.pt'));
  const weights = join(makeFolder(), 'best.pt');
  writeFileSync(weights, zipBytes([{ name: 'best/data.pkl', data: 'pickled' }]));
  const plain = await storeFile(backend, 'plain', weights);
  const { path, filePath } = await fetchModel(backend, plain.id, { cache });
  expect([readdirSync(path), filePath]).toEqual([['best.pt'], join(path, 'best.pt')]);
  expect(readFileSync(filePath!)).toEqual(readFileSync(weights));
});

test('what a killed process has left is cleared away, and an archive of it that is whole is used', async () => {
  const { backend, cache, entry } = await makePlace();
  const { id, checksum } = await storeModel(backend, 'cats', FILES);
  const left = entry(checksum);
  mkdirSync(join(left, 'files'), { recursive: true });
  mkdirSync(join(left, '.files.x7Gh2k'));
  mkdirSync(`${left}.lock`);
  writeFileSync(join(left, 'files/weights.bin'), 'ab');
  writeFileSync(join(left, 'arrived.1234.part'), 'half');
  await backend.download(await backend.models.get(id), join(left, 'arrived'));
  const long = new Date(Date.now() - 60_000);
  utimesSync(`${left}.lock`, long, long); // nobody has renewed it
  const { backend: watched, downloads } = counted(backend);
  const { path } = await fetchModel(watched, id, { cache });
  expect(readdirSync(path).toSorted()).toEqual(['conf', 'weights.bin']);
  expect(readdirSync(left).toSorted()).toEqual(['files', 'manifest.json']);
  expect(existsSync(`${left}.lock`)).toBe(false);
  expect(downloads()).toBe(0);
});

test.each([
  ['is gone', (path: string) => rmSync(path)],
  ['was cut off', (path: string) => writeFileSync(path, 'a')],
])('a file of the cache that %s is fetched again', async (_, spoil) => {
  const { backend, cache } = await makePlace();
  const { id } = await storeModel(backend, 'cats', FILES);
  const { path } = await fetchModel(backend, id, { cache });
  spoil(join(path, 'weights.bin'));
  expect((await fetchModel(backend, id, { cache })).path).toBe(path);
  expect(readFileSync(join(path, 'weights.bin'), 'utf8')).toBe('abc');
});

test('a file without the checksum that it should have is not kept', async () => {
  const { backend, cache } = await makePlace();
  const { id } = await storeModel(backend, 'cats', FILES);
  const { file } = await backend.models.get(id);
  writeFileSync(fileURLToPath(file!), 'something else');
  expect(await fail(fetchModel(backend, id, { cache }))).toMatchObject({ name: 'BackendError', code: 'CHECKSUM_MISMATCH' });
  expect(
    readdirSync(join(cache, 'models'), { recursive: true }).filter((name) => statSync(join(cache, 'models', String(name))).isFile()),
  ).toEqual([]);
});

test('a hostile archive is not kept, and named with its model', async () => {
  const { backend, cache, entry } = await makePlace();
  const archive = join(makeFolder(), 'evil.zip');
  writeFileSync(archive, zipBytes([{ name: '../../evil', data: 'x' }]));
  const { id, checksum } = await storeFile(backend, 'evil', archive);
  expect(await fail(fetchModel(backend, id, { cache }))).toMatchObject({
    name: 'ArchiveError',
    code: 'ARCHIVE_ENTRY_REFUSED',
    message: `model ${id} (evil) was not unpacked: entry "../../evil" leads out of its folder`,
  });
  expect(existsSync(entry(checksum))).toBe(false);
});

test('a model without a file, and one that is not there, are said so', async () => {
  const { backend, cache } = await makePlace();
  const { id } = await backend.models.create({ name: 'empty' });
  expect(await fail(fetchModel(backend, id, { cache }))).toMatchObject({ code: 'NO_FILE', message: `model ${id} (empty) has no file` });
  expect(await fail(fetchModel(backend, 99, { cache }))).toMatchObject({ name: 'NotFoundError' });
});

test('where the backend says no checksum, its address and its date tell one content from another', async () => {
  const { backend, cache } = await makePlace();
  const { id } = await storeModel(backend, 'cats', FILES);
  const { checksum: _, ...model } = await backend.models.get(id);
  const versions = [model, model, { ...model, updated_at: '2026-01-01T00:00:00Z' }];
  const { backend: watched, downloads } = counted(backend);
  const models = Object.assign(Object.create(backend.models) as Backend['models'], { get: async () => versions.shift()! });
  const other = Object.assign(Object.create(watched) as Backend, { models });
  const paths = [];
  for (let time = 0; time < 3; time += 1) paths.push((await fetchModel(other, id, { cache })).path);
  expect([paths[0] === paths[1], paths[1] === paths[2], downloads()]).toEqual([true, false, 2]);
});

/** One call of so many fails; test:long has them all. */
const EVERY = Number(process.env['MODEL_FAULTS_EVERY'] ?? 10);

test(
  'a call of the file system that fails at any place is one message, and the next one that asks has the model',
  { timeout: 120_000 },
  async () => {
    const { backend, cache } = await makePlace();
    const { id } = await storeModel(backend, 'cats', FILES);
    const messages = new Set<string>();
    for (let at = 1, hits = true; hits; at += EVERY) {
      rmSync(cache, { recursive: true, force: true });
      const broken = breakFileSystem({ root: cache, at, fault: 'ENOSPC', stays: true });
      const error = await fetchModel(backend, id, { cache }).catch((thrown: Error & { code: string }) => thrown);
      broken.restore();
      hits = broken.count >= at;
      if (error instanceof Error) messages.add(`${error.name} ${error.code}`);
      const { path } = await fetchModel(backend, id, { cache });
      expect(readFileSync(join(path, 'weights.bin'), 'utf8')).toBe('abc');
    }
    expect([...messages].toSorted()).toEqual(['ActionsmithError MODEL_NOT_KEPT', 'ArchiveError ARCHIVE_NOT_WRITTEN']);
  },
);
