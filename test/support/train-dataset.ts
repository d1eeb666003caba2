import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend } from 'actionsmith/backend';

/** A picture of one pixel. */
export const PIXEL: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export interface Picture {
  /** As it was called where it came from. */
  readonly path: string;
  readonly bytes: string | Uint8Array;
  readonly category?: 'train' | 'validation' | 'test';
  readonly data?: Record<string, unknown>;
}

/** A dataset of pictures with their annotations; gives its id. `folder`: for the files on their way. */
export async function createDataset(backend: Backend, folder: string, pictures: readonly Picture[]): Promise<number> {
  const { id } = await backend.groundTruthDatasetVersions.create({ ground_truth_dataset: 1, name: 'pictures' });
  for (const picture of pictures) await addPicture(backend, folder, id, picture);
  return id;
}

export async function addPicture(backend: Backend, folder: string, dataset: number, picture: Picture): Promise<number> {
  const { path, bytes, category, data = { images: [{}] } } = picture;
  const file = join(folder, randomUUID());
  writeFileSync(file, bytes);
  const upload = await backend.upload(file, { filename: 'picture' });
  const { checksum } = await backend.dataFiles.create({ chunked_upload: upload.id });
  const files = { image_1: { checksum, path } };
  const truth = { ground_truth_dataset_versions: [dataset], files, data, ...(category && { category }) };
  return (await backend.groundTruthEvents.create(truth)).id;
}
