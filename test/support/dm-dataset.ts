import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** A picture of one colour; its format by the ending of its name. */
export async function writeImage(path: string, width: number, height: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await sharp({ create: { width, height, channels: 3, background: { r: 90, g: 140, b: 60 } } }).toFile(path);
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export interface SmallAnnotation {
  readonly classification: string;
  readonly data: unknown;
  readonly [field: string]: unknown;
}

/** A file of dm_v2 and its picture: `writeDmItem(root, 'train', 'a', { bounding_box: [...] })`. */
export async function writeDmItem(
  root: string,
  split: string,
  name: string,
  image: Readonly<Record<string, readonly SmallAnnotation[]>>,
  [width, height]: readonly [number, number] = [64, 48],
): Promise<void> {
  const tools = Object.entries(image).map(([tool, annotations]) => [
    tool,
    annotations.map((each, at) => ({ id: `${tool}-${at}`, attrs: [], ...each })),
  ]);
  writeText(join(root, split, 'json', `${name}.json`), JSON.stringify({ classification: {}, images: [Object.fromEntries(tools)] }));
  await writeImage(join(root, split, 'original_files', `${name}.png`), width, height);
}

/** Cats, dogs and a person, in two splits. */
export async function writeDmDataset(root: string): Promise<void> {
  const dog = { classification: 'dog', data: [8, 6, 16, 12] };
  await writeDmItem(root, 'train', 'a', {
    bounding_box: [{ classification: 'cat', data: [4, 3, 10, 20] }, dog],
    polygon: [
      {
        classification: 'dog',
        data: [
          [1, 1],
          [20, 2],
          [10, 30],
        ],
      },
    ],
  });
  await writeDmItem(root, 'train', 'b', {
    bounding_box: [{ classification: 'person', data: [10, 10, 30, 30] }],
    keypoint: [
      { classification: 'nose', data: [20, 12], visibility: 2 },
      { classification: 'left_eye', data: [22, 11], visibility: 1 },
    ],
    group: [{ classification: 'person', data: ['bounding_box-0', 'keypoint-0', 'keypoint-1'] }],
  });
  await writeDmItem(root, 'valid', 'c', { bounding_box: [dog] }, [48, 64]);
  await writeDmItem(root, 'valid', 'empty', {});
}

/** A dataset of that many items, each with the same picture and 1 to 8 boxes of its own; the same every time. */
export async function writeManyItems(root: string, count: number): Promise<void> {
  const first = 'item-00000';
  await writeImage(join(root, 'original_files', `${first}.jpg`), 640, 480);
  let state = 1;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  for (let at = 0; at < count; at++) {
    const name = `item-${String(at).padStart(5, '0')}`;
    const boxes = Array.from({ length: 1 + random(8) }, (_, index) => ({
      id: `${at}-${index}`,
      classification: ['cat', 'dog', 'person', 'car', 'bus'][random(5)],
      attrs: [],
      data: [random(500), random(400), 10 + random(100), 10 + random(60)],
    }));
    writeText(join(root, 'json', `${name}.json`), JSON.stringify({ classification: {}, images: [{ bounding_box: boxes }] }));
    if (at > 0) copyFileSync(join(root, 'original_files', `${first}.jpg`), join(root, 'original_files', `${name}.jpg`));
  }
}
