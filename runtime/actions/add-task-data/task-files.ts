import type { Backend } from '../../backend/backend.ts';

/** A file of a task's data unit. */
export interface TaskFile {
  readonly checksum: string;
  /** As it was called where it came from. */
  readonly path?: string;
  /** Where it is read. */
  readonly url?: string | null;
}

/** A task with the files that it is about, by the names of the collection's specifications. */
export interface TaskWithFiles {
  readonly id: number;
  readonly files: Readonly<Record<string, TaskFile>>;
}

/** Throws NotFoundError. */
export async function readTask(backend: Backend, id: number, signal: AbortSignal): Promise<TaskWithFiles> {
  const { data_unit: unit } = await backend.tasks.get(id, { signal, expand: ['data_unit'] });
  const { files = {} } = (unit ?? {}) as { readonly files?: Readonly<Record<string, TaskFile>> };
  return { id, files };
}
