import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend } from 'actionsmith/backend';
import { PIXEL } from './train-dataset.ts';

/** A project with a task for each file, in their order; gives their ids. `folder`: for the files on their way. */
export async function makeTasks(
  backend: Backend,
  folder: string,
  names: readonly string[],
  bytes: string | Uint8Array = PIXEL,
): Promise<{ readonly project: number; readonly tasks: number[] }> {
  const collection = await backend.dataCollections.create({
    name: 'pictures',
    file_specifications: [{ name: 'image_1', file_type: 'image' }],
  });
  const project = await backend.projects.create({ name: 'pictures', data_collection: collection.id });
  const file = join(folder, randomUUID());
  writeFileSync(file, bytes);
  const upload = await backend.upload(file, { filename: 'picture' });
  const { checksum } = await backend.dataFiles.create({ chunked_upload: upload.id });
  const units = names.map((path) => ({ data_collection: collection.id, files: { image_1: { checksum, path } } }));
  const made = await backend.dataUnits.createAll(units);
  const tasks = await backend.tasks.createAll(made.map(({ id }) => ({ project: project.id, data_unit: id })));
  return { project: project.id, tasks: tasks.map(({ id }) => id) };
}

/** Annotations of dm_v2: a box of a class. */
export function boxOf(classification: string, data: readonly number[] = [0, 0, 1, 1]): Record<string, unknown> {
  return { images: [{ bounding_box: [{ id: 'a', classification, attrs: [], data }] }] };
}
