import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { getConverter } from 'actionsmith/converters';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { writeDmDataset } from '../support/dm-dataset.ts';

const shared = new TemporaryFolder();
const dataset = join(shared.path, 'dm');
let folder: TemporaryFolder;

beforeAll(() => writeDmDataset(dataset));
afterAll(() => shared.remove());
beforeEach(() => {
  folder?.remove();
  folder = new TemporaryFolder();
});
afterAll(() => folder.remove());

const files = (root: string): string[] =>
  (readdirSync(root, { recursive: true }) as string[]).filter((name) => /\.\w+$/.test(name)).toSorted();
const text = (...path: string[]): string => readFileSync(join(folder.path, ...path), 'utf8');

describe('into yolo', () => {
  test('images and labels lie beside each other, and dataset.yaml says where', async () => {
    const report = await getConverter('dm_v2', 'yolo', { task: 'detect' }).convertFolder(dataset, join(folder.path, 'out')).report();
    expect(files(join(folder.path, 'out'))).toEqual(
      [
        'audit.jsonl',
        'classes.txt',
        'dataset.yaml',
        'train/images/a.png',
        'train/images/b.png',
        'train/labels/a.txt',
        'train/labels/b.txt',
      ].concat(['valid/images/c.png', 'valid/images/empty.png', 'valid/labels/c.txt', 'valid/labels/empty.txt']),
    );
    expect(parse(text('out', 'dataset.yaml'))).toEqual({
      train: 'train/images',
      val: 'valid/images',
      nc: 3,
      names: ['cat', 'dog', 'person'],
    });
    expect(text('out', 'train', 'labels', 'a.txt').split('\n')).toEqual([
      '0 0.140625 0.27083333 0.15625 0.41666667',
      '1 0.25 0.25 0.25 0.25',
      '1 0.1640625 0.32291667 0.296875 0.60416667',
      '',
    ]);
    expect(text('out', 'valid', 'labels', 'empty.txt')).toBe('');
    expect(report).toMatchObject({
      config: join(folder.path, 'out', 'dataset.yaml'),
      items: { found: 4, written: 4, skipped: 0 },
      annotations: { found: 8, written: 5, lossy: 1, skipped: 3 },
      reasons: { POLYGON_AS_BOX: 1, TOOL_NOT_HELD: 2, GROUP_NOT_HELD: 1 },
    });
  });

  test('poses have all keypoints of the dataset in one order, with their mirror', async () => {
    await getConverter('dm_v2', 'yolo', { keypoints: { person: ['nose', 'left_eye', 'right_eye'] } })
      .convertFolder(dataset, join(folder.path, 'out'))
      .report();
    expect(parse(text('out', 'dataset.yaml'))).toMatchObject({ kpt_shape: [3, 3], flip_idx: [0, 2, 1] });
    expect(text('out', 'dataset.yaml')).toContain('kpt_names:\n  0:\n');
    expect(text('out', 'train', 'labels', 'b.txt')).toBe('2 0.390625 0.52083333 0.46875 0.625 0.3125 0.25 2 0.34375 0.22916667 1 0 0 0\n');
  });
});

test('into coco: one file a split, categories from 1, and what is derived from a polygon', async () => {
  await getConverter('dm_v2', 'coco').convertFolder(dataset, join(folder.path, 'out')).report();
  const train = JSON.parse(text('out', 'train', 'annotations.json')) as Record<string, unknown[]>;
  expect(train['images']).toEqual([
    { id: 1, file_name: 'images/a.png', width: 64, height: 48 },
    { id: 2, file_name: 'images/b.png', width: 64, height: 48 },
  ]);
  expect(train['categories']).toMatchObject([
    { id: 1, name: 'cat' },
    { id: 2, name: 'dog' },
    { id: 3, name: 'person' },
  ]);
  expect(train['annotations']![2]).toEqual({
    id: 3,
    image_id: 1,
    category_id: 2,
    bbox: [1, 1, 19, 29],
    area: 271,
    segmentation: [[1, 1, 20, 2, 10, 30]],
    iscrowd: 0,
  });
  expect(train['annotations']![3]).toMatchObject({ image_id: 2, category_id: 3, num_keypoints: 2 });
  expect(existsSync(join(folder.path, 'out', 'train', 'images', 'a.png'))).toBe(true);
});

test('into pascal: a box an object, and the ids of each split', async () => {
  await getConverter('dm_v2', 'pascal').convertFolder(dataset, join(folder.path, 'out')).report();
  expect([text('out', 'ImageSets', 'Main', 'train.txt'), text('out', 'ImageSets', 'Main', 'val.txt')]).toEqual(['a\nb\n', 'c\nempty\n']);
  expect(text('out', 'Annotations', 'c.xml')).toContain('<width>48</width>\n    <height>64</height>');
  expect(text('out', 'Annotations', 'c.xml').replaceAll(/\s+/g, '')).toContain(
    '<bndbox><xmin>8</xmin><ymin>6</ymin><xmax>24</xmax><ymax>18</ymax></bndbox>',
  );
});

describe('there and back', () => {
  test.each(['yolo', 'coco', 'pascal'] as const)('the boxes of a folder come back from %s, in their splits', async (format) => {
    const [there, back] = [join(folder.path, 'there'), join(folder.path, 'back')];
    await getConverter('dm_v2', format, format === 'yolo' ? { task: 'detect' } : {})
      .convertFolder(dataset, there)
      .report();
    const report = await getConverter(format, 'dm_v2').convertFolder(there, back).report();
    expect(report.items).toEqual({ found: 4, written: 4, skipped: 0 });
    expect(files(back)).toEqual(files(dataset));
    expect(boxesOf(back)).toEqual([['dog', [8, 6, 16, 12]]]);
  });

  test.each([
    ['yolo', 'coco'],
    ['coco', 'pascal'],
    ['pascal', 'yolo'],
    ['coco', 'yolo'],
  ] as const)('%s becomes %s, through dm', async (from, to) => {
    const [there, further] = [join(folder.path, 'there'), join(folder.path, 'further')];
    await getConverter('dm_v2', from).convertFolder(dataset, there).report();
    const { items, classes } = await getConverter(from, to).convertFolder(there, further).report();
    expect({ items, classes }).toEqual({ items: { found: 4, written: 4, skipped: 0 }, classes: ['cat', 'dog', 'person'] });
  });
});

test('progress counts every item, looked at first and then converted', async () => {
  const seen: string[] = [];
  const conversion = getConverter('dm_v2', 'yolo').convertFolder(dataset, join(folder.path, 'out'));
  for await (const { phase, done, total } of conversion) seen.push(`${phase} ${done}/${total}`);
  expect(seen).toEqual([
    'survey 1/4',
    'survey 2/4',
    'survey 3/4',
    'survey 4/4',
    'convert 0/4',
    'convert 1/4',
    'convert 2/4',
    'convert 3/4',
    'convert 4/4',
  ]);
  expect((await conversion.report()).items.written).toBe(4);
});

test('a conversion that is cancelled, or whose iteration ends early, leaves nothing', async () => {
  const cancel = new AbortController();
  const conversion = getConverter('dm_v2', 'coco').convertFolder(dataset, join(folder.path, 'out'), { signal: cancel.signal });
  const cancelled = (async () => {
    for await (const { phase, done } of conversion) if (phase === 'convert' && done === 1) cancel.abort();
  })();
  await expect(cancelled).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
  for await (const { phase } of getConverter('dm_v2', 'coco').convertFolder(dataset, join(folder.path, 'out')))
    if (phase === 'convert') break;
  expect(readdirSync(folder.path)).toEqual([]);
});

function boxesOf(root: string): unknown[] {
  const { images } = JSON.parse(readFileSync(join(root, 'valid/json/c.json'), 'utf8')) as {
    images: { bounding_box: { classification: string; data: number[] }[] }[];
  };
  return images[0]!.bounding_box.map(({ classification, data }) => [classification, data]);
}
