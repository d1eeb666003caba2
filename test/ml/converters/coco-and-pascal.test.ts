/** Converted datasets, read by what people read them with: pycocotools, and supervision's reader of Pascal VOC. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getConverter } from 'actionsmith/converters';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { writeDmDataset, writeDmItem } from '../../support/dm-dataset.ts';
import { ensureMl } from '../../support/ensure-ml.ts';
import { TOOLKIT } from '../../support/make-plugin.ts';

const folder = new TemporaryFolder();
const dataset = join(folder.path, 'dm');
let python: string;

beforeAll(async () => {
  python = ensureMl();
  await writeDmDataset(dataset);
  // a ring of 10 x 10 pixels with a hole of 4 x 4, as runs
  const runs = Array.from({ length: 10 }, (_, row) =>
    row < 3 || row > 6
      ? [[(5 + row) * 64 + 8, 10]]
      : [
          [(5 + row) * 64 + 8, 3],
          [(5 + row) * 64 + 15, 3],
        ],
  ).flat();
  await writeDmItem(dataset, 'train', 'ring', { segmentation: [{ classification: 'ring', data: runs, encoding: 'dm_rle' }] });
});
afterAll(() => folder.remove());

const read = (script: string, ...args: string[]): unknown =>
  JSON.parse(
    execFileSync(python, [join(TOOLKIT, 'test/ml/converters', script), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );

test('pycocotools reads boxes, outlines, masks and keypoints, and finds each where it is', async () => {
  const out = join(folder.path, 'coco');
  await getConverter('dm_v2', 'coco').convertFolder(dataset, out).report();
  expect(read('read_coco.py', join(out, 'train/annotations.json'))).toEqual({
    images: 3,
    annotations: 5,
    categories: ['cat', 'dog', 'person', 'ring'],
    masks: { 3: expect.closeTo(271, -1), 5: 84 },
    scores: { bbox: 1, keypoints: 1 },
  });
});

test('what pycocotools accepts comes back to dm as it was, masks too', async () => {
  const [out, back] = [join(folder.path, 'coco-there'), join(folder.path, 'coco-back')];
  await getConverter('dm_v2', 'coco').convertFolder(dataset, out).report();
  await getConverter('coco', 'dm_v2').convertFolder(out, back).report();
  expect(maskOf(back)).toEqual(maskOf(dataset));
});

test('supervision reads the boxes of Pascal VOC, which numbers pixels from 1', async () => {
  const out = join(folder.path, 'pascal');
  await getConverter('dm_v2', 'pascal', { pascalOrigin: 1 }).convertFolder(dataset, out).report();
  expect(read('read_pascal.py', out)).toEqual({
    classes: ['cat', 'dog', 'person', 'ring'],
    boxes: {
      'a.png': [
        ['cat', 4, 3, 14, 23],
        ['dog', 1, 1, 20, 30],
        ['dog', 8, 6, 24, 18],
      ],
      'b.png': [['person', 10, 10, 40, 40]],
      'c.png': [['dog', 8, 6, 24, 18]],
      'empty.png': [],
      'ring.png': [['ring', 8, 5, 18, 15]],
    },
  });
});

function maskOf(root: string): unknown {
  const { images } = JSON.parse(readFileSync(join(root, 'train/json/ring.json'), 'utf8')) as {
    images: { segmentation: { data: unknown }[] }[];
  };
  return images[0]!.segmentation[0]!.data;
}
