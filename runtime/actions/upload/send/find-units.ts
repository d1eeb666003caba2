import type { Task } from '../../../../generated/backend/task/types.ts';
import type { Backend } from '../../../backend/backend.ts';
import type { UploadBegun } from '../upload-context.ts';

/** The data units that an upload has made, by their keys. */
export async function findUnits(
  client: Backend,
  data_collection: number,
  { upload, newestDataUnit }: UploadBegun,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { id, meta } of client.dataUnits.all({ data_collection, id__gt: newestDataUnit, page_size: 1_000 }, { signal })) {
    const { upload: of, data_unit_key: key } = meta ?? {};
    if (of === upload && typeof key === 'string') found.set(key, id);
  }
  return found;
}

/** The tasks that a project has for these data units. */
export async function findTasks(client: Backend, project: number, dataUnits: readonly number[], signal: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let from = 0; from < dataUnits.length; from += 100) {
    const filters = { project, data_unit: dataUnits.slice(from, from + 100), page_size: 1_000 };
    for await (const task of client.tasks.all(filters, { signal })) tasks.push(task);
  }
  return tasks;
}
