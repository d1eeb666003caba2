import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Backend, openEmbeddedBackend, openHttpBackend } from 'actionsmith/backend';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { convertDataset } from '../../runtime/datasets/convert-dataset.ts';
import { fetchDataset, type FetchDatasetOptions } from '../../runtime/datasets/fetch-dataset.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { type ServedBackend, serveBackend } from '../support/serve-backend.ts';
import { addPicture, createDataset, PIXEL } from '../support/train-dataset.ts';

const data = new TemporaryFolder();
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

/** Both for all tests: a dataset knows nothing of the others. */
const backends = {} as Record<'embedded' | 'served', Backend>;

const unwanted: FetchDatasetOptions['convert'] = async () => expect.unreachable('nothing is converted');

function optionsFor(more: Partial<FetchDatasetOptions> = {}): FetchDatasetOptions & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return { cache: makeFolder(), convert: unwanted, warn: (message) => void warnings.push(message), warnings, ...more };
}

/** Path → text, of all files below a folder. */
function filesIn(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const CAT = { path: 'photos/cat.jpg', bytes: 'cat', data: { images: [{ bounding_box: [] }] } };

test.each(['embedded', 'served'] as const)('a dataset of the %s backend is on this machine, in folders of its splits', async (kind) => {
  const backend = backends[kind];
  const id = await createDataset(backend, makeFolder(), [
    { ...CAT, category: 'train' },
    { path: 'dog.jpg', bytes: 'dog', category: 'train', data: { images: [{}] } },
    { path: '고양이.png', bytes: 'goyangi', category: 'validation' },
  ]);
  const progress: number[] = [];
  const dataset = await fetchDataset(backend, id, optionsFor({ onProgress: ({ overall }) => void progress.push(overall) }));
  expect(dataset).toEqual({ id, path: dataset.path, format: 'dm_v2', splits: { train: 2, valid: 1 }, count: 3 });
  expect(filesIn(dataset.path)).toEqual({
    'train/json/cat.json': '{"images":[{"bounding_box":[]}]}',
    'train/json/dog.json': '{"images":[{}]}',
    'train/original_files/cat.jpg': 'cat',
    'train/original_files/dog.jpg': 'dog',
    'valid/json/고양이.json': '{"images":[{}]}',
    'valid/original_files/고양이.png': 'goyangi',
  });
  expect(progress).toEqual([...progress].toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
});

test('a dataset without categories is not split, and its format is told from its annotations', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [{ ...CAT, data: { annotations: { image_1: [] }, annotationsData: {} } }]);
  const dataset = await fetchDataset(backend, id, optionsFor());
  expect(dataset).toMatchObject({ format: 'dm_v1', splits: {}, count: 1 });
  expect(Object.keys(filesIn(dataset.path))).toEqual(['json/cat.json', 'original_files/cat.jpg']);
});

test('ground truths in no split are left out of a dataset that has splits, and that is said', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [
    { ...CAT, category: 'train' },
    { path: 'dog.jpg', bytes: 'dog' },
  ]);
  const options = optionsFor();
  expect(await fetchDataset(backend, id, options)).toMatchObject({ splits: { train: 1 }, count: 1 });
  expect(options.warnings).toEqual([`1 ground truths of dataset ${id} are in no split, and are left out`]);
});

test('splits are what the params say: a filter, or the category of their name', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [
    { ...CAT, category: 'train' },
    { path: 'dog.jpg', bytes: 'dog', category: 'test' },
    { path: 'cow.jpg', bytes: 'cow', category: 'validation' },
  ]);
  const splits = { train: {}, valid: { category: ['validation', 'test'] } };
  expect(await fetchDataset(backend, id, optionsFor({ splits }))).toMatchObject({ splits: { train: 1, valid: 2 }, count: 3 });
  const refused = (bad: FetchDatasetOptions['splits']): Promise<unknown> => fetchDataset(backend, id, optionsFor({ splits: bad }));
  await expect(refused({ '../up': {} })).rejects.toMatchObject({ code: 'BAD_SPLIT' });
  await expect(refused({ train: { category: { name: 'x' } } })).rejects.toMatchObject({ code: 'BAD_SPLIT' });
  await expect(refused({ train: { colour: 'red' } })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('colour is no filter'),
  });
});

test('files of one name stay apart, and no name leads out of the folder', async () => {
  const backend = backends.embedded;
  const folder = makeFolder();
  const id = await createDataset(backend, folder, [{ path: 'a/1.jpg', bytes: '0' }]);
  const second = await addPicture(backend, folder, id, { path: 'b/1.jpg', bytes: '1' });
  const paths = [`../../../1_${second}.jpg`, 'c/1.JPG', '..', 'C:\\x\\evil.jpg', `${'ä'.repeat(300)}.jpg`];
  for (const [at, path] of paths.entries()) await addPicture(backend, folder, id, { path, bytes: String(at + 2) });
  const { path } = await fetchDataset(backend, id, optionsFor());
  const files = filesIn(path);
  expect(
    Object.values(files)
      .filter((text) => /^\d$/.test(text))
      .toSorted(),
  ).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(files).toMatchObject({ 'original_files/1.jpg': '0', [`original_files/1_${second}.jpg`]: '1', 'original_files/evil.jpg': '5' });
  expect(Object.keys(files).filter((name) => name.startsWith('json/'))).toHaveLength(7);
});

test('what is there is not fetched again; another annotation, split or format is another folder', async () => {
  const backend = backends.embedded;
  const folder = makeFolder();
  const id = await createDataset(backend, folder, [{ ...CAT, category: 'train' }]);
  const converted: string[] = [];
  const options = optionsFor({
    convert: async (source, target) => {
      converted.push(target.format);
      mkdirSync(target.path);
      writeFileSync(join(target.path, 'from.txt'), source.format);
      return { config: join(target.path, 'dataset.yaml'), loss: 'half of it' };
    },
  });
  const first = await fetchDataset(backend, id, options);
  let downloads = 0;
  const watched = new Proxy(backend, { get: (target, name) => (name === 'download' && downloads++, Reflect.get(target, name)) });
  expect(await fetchDataset(watched, id, options)).toEqual(first);
  const yolo = await fetchDataset(watched, id, { ...options, format: 'yolo' });
  expect({ ...yolo, files: filesIn(yolo.path) }).toEqual({
    ...first,
    config: join(yolo.path, 'dataset.yaml'),
    path: join(first.path, '../yolo'),
    format: 'yolo',
    files: { 'from.txt': 'dm_v2' },
  });
  await fetchDataset(watched, id, { ...options, format: 'yolo' });
  expect([downloads, converted]).toEqual([0, ['yolo']]);
  expect(options.warnings).toEqual([`dataset ${id} as yolo: half of it`, `dataset ${id} as yolo: half of it`]);
  await addPicture(backend, folder, id, { path: 'dog.jpg', bytes: 'dog', category: 'train' });
  expect(await fetchDataset(watched, id, options)).toMatchObject({ count: 2, splits: { train: 2 } });
  expect(downloads).toBe(2);
});

const BOX = { id: 'a', classification: 'cat', attrs: [], data: [0, 0, 1, 1] };

test('a dataset is yolo where that is asked for, with its splits, and what yolo cannot hold is said', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [
    {
      path: 'cat.png',
      bytes: PIXEL,
      category: 'train',
      data: {
        images: [
          {
            bounding_box: [BOX],
            polyline: [
              {
                ...BOX,
                id: 'b',
                data: [
                  [0, 0],
                  [1, 1],
                ],
              },
            ],
          },
        ],
      },
    },
    { path: 'dog.png', bytes: PIXEL, category: 'validation', data: { images: [{ bounding_box: [{ ...BOX, classification: 'dog' }] }] } },
  ]);
  const options = optionsFor({ format: 'yolo', convert: convertDataset });
  const dataset = await fetchDataset(backend, id, options);
  expect(dataset).toMatchObject({ format: 'yolo', config: join(dataset.path, 'dataset.yaml'), splits: { train: 1, valid: 1 }, count: 2 });
  const files = filesIn(dataset.path);
  expect(
    Object.entries(files)
      .filter(([name]) => /\w+\/labels?.*\.txt$|labels\/.*\.txt$/.test(name))
      .map(([name, text]) => [name.split('/').at(-1), text]),
  ).toEqual([
    ['cat.txt', '0 0.5 0.5 1 1\n'],
    ['dog.txt', '1 0.5 0.5 1 1\n'],
  ]);
  expect(options.warnings).toEqual([
    expect.stringMatching(/as yolo: 0 of 2 items and 1 of 3 annotations were left out, 0 changed \(\w+ 1\): /),
  ]);
});

test('a dataset of which nothing can be converted is an error, each time it is asked for, as is a split that the format does not know', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [{ ...CAT, category: 'train' }]);
  const options = optionsFor({ format: 'yolo', convert: convertDataset });
  for (const _ of [1, 2])
    await expect(fetchDataset(backend, id, options)).rejects.toMatchObject({
      code: 'DATASET_EMPTY',
      message: expect.stringContaining('1 of 1 items'),
    });
  const folds = fetchDataset(backend, id, { ...options, splits: { fold_1: {} } });
  await expect(folds).rejects.toMatchObject({ code: 'BAD_SPLIT', message: 'yolo has no split "fold_1": name it train, valid or test' });
});

test('two that ask at once fetch it once, and a conversion that failed is tried again', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [CAT]);
  let [downloads, conversions] = [0, 0];
  const watched = new Proxy(backend, { get: (target, name) => (name === 'download' && downloads++, Reflect.get(target, name)) });
  const options = optionsFor({
    convert: async (_, target) => {
      mkdirSync(target.path, { recursive: true });
      conversions += 1;
      if (conversions === 1) throw new Error('no such class');
      return {};
    },
  });
  const [one, two] = await Promise.all([fetchDataset(watched, id, options), fetchDataset(watched, id, options)]);
  expect([one, downloads]).toEqual([two, 1]);
  await expect(fetchDataset(watched, id, { ...options, format: 'coco' })).rejects.toThrow('no such class');
  const { path } = await fetchDataset(watched, id, { ...options, format: 'coco' });
  expect([path, conversions]).toEqual([join(one.path, '../coco'), 2]);
});

test('a fetch that failed goes on where it was, and what is half there counts for nothing', async () => {
  const backend = backends.embedded;
  const id = await createDataset(
    backend,
    makeFolder(),
    ['a', 'b', 'c'].map((name) => ({ path: `${name}.jpg`, bytes: name })),
  );
  const options = optionsFor();
  const downloads: Promise<void>[] = [];
  const download: Backend['download'] = async (...args) => {
    const isThird = downloads.length === 2;
    const done = isThird ? Promise.allSettled(downloads).then(() => Promise.reject(new Error('cut'))) : backend.download(...args);
    downloads.push(done);
    return done;
  };
  const failing = new Proxy(backend, { get: (target, name) => (name === 'download' ? download : Reflect.get(target, name)) });
  await expect(fetchDataset(failing, id, options)).rejects.toThrow('cut');
  const root = join(options.cache, 'datasets', readdirSync(join(options.cache, 'datasets'))[0]!);
  expect(readdirSync(root)).toEqual(['dm_v2.part']);
  writeFileSync(join(root, 'dm_v2.part/original_files/c.jpg.1234.part'), 'half');
  const { path } = await fetchDataset(failing, id, options);
  expect(downloads).toHaveLength(4);
  expect(Object.keys(filesIn(path))).toHaveLength(6);
});

test('a file of the backend that is damaged is no dataset', async () => {
  const folder = makeFolder();
  const backend = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => backend.close());
  const id = await createDataset(backend, folder, [CAT]);
  const blobs = join(folder, 'backend/blobs');
  const blob = (readdirSync(blobs, { recursive: true }) as string[]).find((name) => statSync(join(blobs, name)).isFile())!;
  writeFileSync(join(blobs, blob), 'dog');
  const options = optionsFor();
  await expect(fetchDataset(backend, id, options)).rejects.toMatchObject({
    code: 'CHECKSUM_MISMATCH',
    message: expect.stringMatching(/^ground truth \d+, file "photos\/cat\.jpg": /),
  });
  rmSync(options.cache, { recursive: true });
  expect(existsSync(options.cache)).toBe(false);
});

test('an unknown dataset, one without ground truths, and a cancelled fetch are said', async () => {
  const backend = backends.embedded;
  await expect(fetchDataset(backend, 700, optionsFor())).rejects.toMatchObject({ status: 404 });
  const id = await createDataset(backend, makeFolder(), []);
  await expect(fetchDataset(backend, id, optionsFor())).rejects.toMatchObject({
    code: 'DATASET_EMPTY',
    message: `dataset ${id} has no ground truths to train on`,
  });
  await addPicture(backend, makeFolder(), id, CAT);
  await expect(fetchDataset(backend, id, optionsFor({ signal: AbortSignal.abort(new Error('enough')) }))).rejects.toThrow('enough');
});

test('a cache that cannot be written is named', async () => {
  const backend = backends.embedded;
  const id = await createDataset(backend, makeFolder(), [CAT]);
  const cache = join(makeFolder(), 'file');
  writeFileSync(cache, '');
  await expect(fetchDataset(backend, id, optionsFor({ cache }))).rejects.toMatchObject({
    code: 'DATASET_NOT_WRITTEN',
    message: expect.stringContaining(cache),
  });
});
