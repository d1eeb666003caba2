import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor, Logger } from 'actionsmith';
import { DatasetAction, type DatasetParamsInput, type DatasetResult } from 'actionsmith/actions/dataset';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { expect, onTestFinished, test } from 'vitest';
import { writeDmDataset, writeText } from '../../support/dm-dataset.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { addPicture, createDataset, PIXEL } from '../../support/train-dataset.ts';

class Dataset extends DatasetAction<DatasetParamsInput> {}

interface Place {
  readonly folder: string;
  readonly client: Backend;
  readonly warnings: string[];
  run(params: DatasetParamsInput): Promise<DatasetResult>;
}

async function setUp(): Promise<Place> {
  const folder = makeFolder();
  const client = await openEmbeddedBackend(join(folder, 'backend'));
  onTestFinished(() => client.close());
  const warnings: string[] = [];
  const logger = new Logger({
    write: (event) => void (event.type === 'message' && event.context === 'warning' && warnings.push(event.message)),
  });
  const executor = new LocalExecutor({ client, env: { XDG_CACHE_HOME: join(folder, 'cache') }, logger });
  return {
    folder,
    client,
    warnings,
    run: (params) => executor.execute(Dataset, params),
  };
}

const box = { id: 'a', classification: 'cat', attrs: [], data: [0, 0, 1, 1] };
const CAT = { path: 'cat.png', bytes: PIXEL, data: { images: [{ bounding_box: [box] }] } };

test('other filters, another format and another state of the dataset are each a folder of their own; the same is the same folder', async () => {
  const { folder, client, run } = await setUp();
  const dataset = await createDataset(client, folder, [
    { ...CAT, category: 'train' },
    { ...CAT, path: 'tom.png', category: 'validation' },
  ]);
  const all = { train: { category: ['train', 'validation'] } };
  const first = await run({ dataset });
  expect(await run({ dataset })).toEqual(first);
  const filtered = await run({ dataset, splits: all });
  const narrower = await run({ dataset, splits: { train: { category: 'train' } } }); // the same names of splits, other filters
  expect([filtered.splits, narrower.splits]).toEqual([{ train: 2 }, { train: 1 }]);
  const yolo = await run({ dataset, operation: 'convert', splits: all });
  const coco = await run({ dataset, operation: 'convert', splits: all, target_format: 'coco' });
  await addPicture(client, folder, dataset, { ...CAT, path: 'new.png', category: 'train' });
  const later = await run({ dataset });
  expect(new Set([first, filtered, narrower, yolo, coco, later].map(({ path }) => path)).size).toBe(6);
  expect([yolo.format, coco.format, later.count]).toEqual(['yolo', 'coco', 3]);
});

test('a folder of this machine is converted, once for all who ask for the same, and again when a file of it changes', async () => {
  const { folder, run } = await setUp();
  const path = join(folder, 'shapes');
  await writeDmDataset(path);
  const first = await run({ operation: 'convert', path, target_format: 'coco', is_categorized: true });
  expect(first).toMatchObject({
    format: 'coco',
    is_categorized: true,
    count: 4,
    splits: { train: 2, valid: 2 },
    source_path: path,
    conversion: { items: { found: 4, written: 4, skipped: 0 } },
  });
  expect(await run({ operation: 'convert', path, target_format: 'coco', is_categorized: true })).toEqual(first);
  utimesSync(join(path, 'train/json/a.json'), 1, 1);
  const again = await run({ operation: 'convert', path, target_format: 'coco', is_categorized: true });
  expect(again.path).not.toBe(first.path);
  rmSync(join(path, 'train'), { recursive: true });
  await expect(run({ operation: 'convert', path, target_format: 'coco', is_categorized: true })).rejects.toMatchObject({
    code: 'DATASET_NOT_FOUND',
    message: expect.stringContaining('train/json'),
  });
});

test('one item that is damaged is in the audit with its file, the rest is converted, and the counts add up', async () => {
  const { folder, warnings, run } = await setUp();
  const path = join(folder, 'shapes');
  await writeDmDataset(path);
  writeText(join(path, 'train/json/cut.json'), '{"images": [{"bounding_box": [{"id": "a"');
  writeText(join(path, 'train/json/alone.json'), JSON.stringify(CAT.data));
  writeText(join(path, 'train/json/void.json'), JSON.stringify(CAT.data));
  writeText(join(path, 'train/original_files/void.png'), '');
  writeText(join(path, 'valid/json/odd.json'), JSON.stringify({ images: [{ bounding_bx: [box], bounding_box: [box] }] }));
  writeFileSync(join(path, 'valid/original_files/odd.png'), PIXEL);
  const { count, conversion } = await run({ operation: 'convert', path, target_format: 'yolo' });
  const { items, annotations, reasons, audit_path: audit } = conversion!;
  expect(items).toEqual({ found: 8, written: 5, skipped: 3 });
  expect(count).toBe(5);
  expect(annotations.written + annotations.skipped).toBe(annotations.found);
  expect(reasons).toMatchObject({ ITEM_UNREADABLE: 1, IMAGE_MISSING: 1, IMAGE_UNREADABLE: 1, UNKNOWN_TOOL: 1 });
  const lines = readFileSync(audit!, 'utf8').trim().split('\n');
  const told = lines.map((line) => JSON.parse(line) as { readonly file: string; readonly reason: string });
  expect(told.filter(({ reason }) => reason in { ITEM_UNREADABLE: 1, IMAGE_MISSING: 1, IMAGE_UNREADABLE: 1, UNKNOWN_TOOL: 1 })).toEqual([
    expect.objectContaining({ file: 'train/json/alone.json', reason: 'IMAGE_MISSING' }),
    expect.objectContaining({ file: 'train/json/cut.json', reason: 'ITEM_UNREADABLE' }),
    expect.objectContaining({ file: 'train/json/void.json', reason: 'IMAGE_UNREADABLE' }),
    expect.objectContaining({ file: 'valid/json/odd.json', reason: 'UNKNOWN_TOOL' }),
  ]);
  expect(warnings).toEqual([expect.stringContaining('as yolo: 3 of 8 items and ')]);
});

test('output_dir is a copy of your own: there it stays when the run is repeated, and nothing of yours is replaced', async () => {
  const { folder, client, run } = await setUp();
  const dataset = await createDataset(client, folder, [{ ...CAT, category: 'train' }]);
  const output_dir = join(folder, 'mine');
  const first = await run({ dataset, operation: 'convert', output_dir });
  expect(first).toMatchObject({ path: output_dir, config_path: join(output_dir, 'dataset.yaml') });
  writeFileSync(join(output_dir, 'train/labels/notes.txt'), 'mine');
  expect(await run({ dataset, operation: 'convert', output_dir })).toEqual(first);
  expect(readFileSync(join(output_dir, 'train/labels/notes.txt'), 'utf8')).toBe('mine');
  await expect(run({ dataset, operation: 'convert', output_dir, target_format: 'coco' })).rejects.toMatchObject({
    code: 'OUTPUT_EXISTS',
    message: `${output_dir} is there already, and holds something else: name another output_dir, or move it away`,
  });
  mkdirSync(join(folder, 'file'));
  writeFileSync(join(folder, 'file/photo.png'), PIXEL);
  await expect(run({ dataset, output_dir: join(folder, 'file') })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
  expect(readdirSync(join(folder, 'file'))).toEqual(['photo.png']);
});

test('what is missing is one sentence each', async () => {
  const { folder, client, run } = await setUp();
  const dataset = await createDataset(client, folder, [{ ...CAT, category: 'train' }]);
  const [none, missing] = [join(folder, 'none'), { code: 'DATASET_NOT_READ' }];
  await expect(run({})).rejects.toMatchObject({ code: 'DATASET_MISSING', message: 'params.dataset names no dataset' });
  await expect(run({ dataset: 99 })).rejects.toMatchObject({ status: 404 });
  await expect(run({ operation: 'convert', dataset, target_format: null })).rejects.toMatchObject({ code: 'TARGET_FORMAT_MISSING' });
  await expect(run({ operation: 'convert', dataset, target_format: 'yollo' })).rejects.toThrow('did you mean yolo?');
  await expect(run({ operation: 'convert', path: none })).rejects.toMatchObject(missing);
  expect(existsSync(join(folder, 'cache/actionsmith/datasets/local'))).toBe(false);
});

test('dm_version tells which format of the annotation tool a folder has', async () => {
  const { folder, run } = await setUp();
  const path = join(folder, 'old');
  const annotations = { image_1: [{ id: 'a', tool: 'bounding_box', classification: { class: 'cat' } }] };
  const annotationsData = { image_1: [{ id: 'a', coordinate: { x: 0, y: 0, width: 1, height: 1 } }] };
  writeText(join(path, 'json/cat.json'), JSON.stringify({ annotations, annotationsData }));
  mkdirSync(join(path, 'original_files'));
  writeFileSync(join(path, 'original_files/cat.png'), PIXEL);
  const old = await run({ operation: 'convert', path, dm_version: 'v1' });
  expect(old).toMatchObject({ is_categorized: false, count: 1, conversion: { annotations: { written: 1 } } });
  await expect(run({ operation: 'convert', path })).rejects.toMatchObject({ code: 'DATASET_EMPTY' });
});
