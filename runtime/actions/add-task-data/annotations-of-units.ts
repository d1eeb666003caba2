import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../backend/backend.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import type { Annotation } from './annotate-tasks.ts';
import type { ConvertRow } from './annotations-of-file.ts';
import { MOST_ROW_BYTES } from './rows/annotation-row.ts';
import type { TaskIndex } from './task-index.ts';
import { readTask } from './task-files.ts';

export interface UnitOptions {
  /** The name of the file in the collection's specifications. */
  readonly specification: string;
  readonly convert: ConvertRow;
  readonly signal: AbortSignal;
  /** For files on their way. */
  readonly folder: string;
}

/** The annotations that lie beside the files of each task, in a JSON file of its data unit. */
export async function* annotationsOfUnits(backend: Backend, tasks: TaskIndex, options: UnitOptions): AsyncGenerator<Annotation> {
  const { specification, convert, signal, folder } = options;
  for (const task of tasks.tasks.values()) {
    const read = async (): Promise<unknown> => {
      const { files } = await readTask(backend, task.id, signal);
      const file = files[specification];
      if (file === undefined) throw notRead(`it has no file ${JSON.stringify(specification)}`);
      const path = join(folder, `${task.id}.json`);
      try {
        await backend.download({ file: file.url ?? null, checksum: file.checksum }, path, { signal });
        if ((await stat(path)).size > MOST_ROW_BYTES) throw notRead(`${file.path ?? specification} has more than ${MOST_ROW_BYTES} bytes`);
        return await convert({ task_id: task.id, data: parse(await readFile(path, 'utf8'), file.path ?? specification) }, task);
      } finally {
        await rm(path, { force: true });
      }
    };
    yield { task, make: read };
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw notRead(`${name} is no JSON: ${messageOf(error)}`);
  }
}

function notRead(message: string): ActionsmithError {
  return new ActionsmithError(message, { code: 'ANNOTATIONS_NOT_READ' });
}
