import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend } from 'actionsmith/backend';

/** A picture with its annotations, which becomes a task. */
export interface TaskPicture {
  /** As it was called where it came from. */
  readonly path: string;
  readonly bytes?: string | Uint8Array;
  readonly data?: Record<string, unknown>;
}

export interface ExportPlace {
  /** What the storage of the backend holds. */
  readonly folder: string;
  readonly storage: number;
  readonly project: number;
  readonly collection: number;
}

/** A storage in a folder, and a project for tasks. */
export async function makeExportPlace(backend: Backend, place: string): Promise<ExportPlace> {
  const folder = join(place, `storage-${randomUUID()}`);
  mkdirSync(folder, { recursive: true });
  const configuration = { location: folder };
  const { id: storage } = await backend.storages.create({ name: 'exports', category: 'external', provider: 'file_system', configuration });
  const { id: collection } = await backend.dataCollections.create({ name: 'pictures', file_specifications: [{ name: 'image_1' }] });
  const { id: project } = await backend.projects.create({
    name: 'cats',
    data_collection: collection,
    configuration: { classes: ['cat', 'dog'] },
  });
  return { folder, storage, project, collection };
}

/** A task for each picture, with the picture in its data unit; gives their ids. */
export async function addTasks(backend: Backend, place: ExportPlace, pictures: readonly TaskPicture[]): Promise<number[]> {
  const ids: number[] = [];
  for (const { path, bytes = `picture ${path}`, data = { images: [{}] } } of pictures) {
    const file = join(place.folder, '..', randomUUID());
    writeFileSync(file, bytes);
    const upload = await backend.upload(file, { filename: 'picture' });
    const { checksum } = await backend.dataFiles.create({ chunked_upload: upload.id });
    const unit = await backend.dataUnits.create({ data_collection: place.collection, files: { image_1: { checksum, path } } });
    ids.push((await backend.tasks.create({ project: place.project, data_unit: unit.id, data })).id);
  }
  return ids;
}

/** All files below a folder, by their paths in it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
