import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCocoFile } from '../../runtime/converters/coco/parse-file.ts';
import { decodeCounts, encodeCounts } from '../../runtime/converters/coco/rle-string.ts';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { writeText } from '../support/dm-dataset.ts';

const folder = new TemporaryFolder();
const [file, cut] = [join(folder.path, 'a.json'), join(folder.path, 'cut.json')];
const text = JSON.stringify({
  info: { images: ['no'] },
  annotations: [{ id: 1, deep: { images: [1] } }],
  images: [{ id: 7 }, { id: 8 }],
  categories: [{ id: 3 }],
});
beforeAll(() => {
  writeText(file, text);
  writeText(cut, text.slice(0, -20));
});
afterAll(() => folder.remove());

describe.each([
  ['as a whole', 1e6],
  ['as a stream', 0],
])('a file of coco read %s', (_, streamedFrom) => {
  test('gives the entries of its lists, and nothing that only looks like them', async () => {
    const seen: string[] = [];
    await parseCocoFile(file, (list, entry) => void seen.push(`${list} ${(entry as { id: number }).id}`), { streamedFrom });
    expect(seen.toSorted()).toEqual(['annotations 1', 'categories 3', 'images 7', 'images 8']);
  });

  test('that is cut off is an error that names it', async () => {
    await expect(parseCocoFile(cut, () => {}, { streamedFrom })).rejects.toMatchObject({
      code: 'DATASET_UNREADABLE',
      message: expect.stringMatching(/cut\.json: /) as string,
    });
  });
});

test('counts of masks are written as coco writes them', () => {
  expect(encodeCounts([6, 1, 40, 4, 5, 4, 5, 4, 21])).toBe('61X13mN000`0');
  expect(decodeCounts('61X13mN000`0')).toEqual([6, 1, 40, 4, 5, 4, 5, 4, 21]);
  expect(decodeCounts('61X')).toBeUndefined();
});
