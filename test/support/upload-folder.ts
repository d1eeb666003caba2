import type { Backend } from 'actionsmith/backend';
import { writeIn } from './make-plugin.ts';

/** A collection of images, each with labels where somebody has made them; gives its id. */
export async function createCollection(client: Backend): Promise<number> {
  const { id } = await client.dataCollections.create({
    name: 'animals',
    file_specifications: [
      { name: 'image', file_type: 'image', is_required: true, is_primary: true },
      { name: 'label', file_type: 'data', extensions: ['json'] },
    ],
  });
  return id;
}

/** Writes files into a folder. */
export function fill(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
  return folder;
}

export interface BackendState {
  readonly files: readonly string[];
  readonly units: number;
  readonly tasks: number;
}

/** What a backend holds of uploads: checksums of data files, and how many data units and tasks. */
export async function stateOf(client: Backend): Promise<BackendState> {
  const files: string[] = [];
  for await (const { id, checksum } of client.dataFiles.all({ page_size: 1_000 })) files.push(`${id} ${checksum}`);
  return { files, units: (await client.dataUnits.list()).count, tasks: (await client.tasks.list()).count };
}
