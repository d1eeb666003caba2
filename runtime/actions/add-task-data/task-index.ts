import { createHash } from 'node:crypto';
import { pMapIterable } from 'p-map';
import type { Backend, ListFilters } from '../../backend/backend.ts';
import type { ItemOf } from '../../backend/resource.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { messageOf } from '../../errors/message-of.ts';

/** A task that is to get annotations. */
export interface TaskToAnnotate {
  readonly id: number;
  /** What its files were called where they came from. */
  readonly files: readonly string[];
  /** Of the annotations that it has. */
  readonly digest: string | undefined;
}

/** Which tasks, as params say it. */
export interface TaskSelection {
  readonly task_ids?: readonly number[] | undefined;
  /** Without ids, all tasks of it that the filters select; with them, what they must be of. */
  readonly project?: number | undefined;
  readonly task_filters?: Readonly<Record<string, unknown>> | undefined;
}

/** How many tasks are asked for at once. */
const READS = 8;
const EXPAND = ['data_unit'] as const;

/** The tasks of a run, by their ids and by the names of their files; of each only what they are found by. */
export class TaskIndex {
  readonly tasks: Map<number, TaskToAnnotate> = new Map();
  /** Tasks that were asked for, and cannot be had: why. */
  readonly missing: Map<number, string> = new Map();
  readonly #byFile = new Map<string, number | 'several'>();

  /** Throws ActionsmithError TASKS_MISSING where the params name no tasks, or there are none. */
  static async load(backend: Backend, selection: TaskSelection, signal: AbortSignal): Promise<TaskIndex> {
    const index = new TaskIndex();
    const { task_ids: ids, project } = selection;
    if (ids !== undefined) await index.#get(backend, [...new Set(ids)], project, signal);
    else if (project !== undefined) await index.#list(backend, selection, signal);
    else throw new ActionsmithError('the params name no tasks: give task_ids, or a project', { code: 'TASKS_MISSING' });
    if (index.size === 0)
      throw new ActionsmithError(ids === undefined ? `project ${project} has no such tasks` : 'task_ids is empty', {
        code: 'TASKS_MISSING',
      });
    return index;
  }

  get size(): number {
    return this.tasks.size + this.missing.size;
  }

  /** The task of a row; a sentence where there is none, or more than one. An id wins over a name. */
  find({ task_id: id, file }: { readonly task_id?: number; readonly file?: string }): TaskToAnnotate | string {
    if (id !== undefined) return this.tasks.get(id) ?? `task ${id} is not among those of this run`;
    const found = this.#byFile.get(keyOf(file!)) ?? this.#byFile.get(nameOf(file!));
    if (found === undefined) return `no task of this run has a file ${JSON.stringify(file)}`;
    return found === 'several' ? `more than one task has a file ${JSON.stringify(file)}: name it by task_id` : this.tasks.get(found)!;
  }

  async #get(backend: Backend, ids: readonly number[], project: number | undefined, signal: AbortSignal): Promise<void> {
    const read = async (id: number): Promise<readonly [number, ItemOf<'tasks'> | string]> => {
      const task = await backend.tasks.get(id, { signal, expand: EXPAND }).catch((error: unknown) => {
        signal.throwIfAborted();
        return messageOf(error);
      });
      return [id, task];
    };
    for await (const [id, task] of pMapIterable(ids, read, { concurrency: READS })) {
      if (typeof task === 'string') this.missing.set(id, task);
      else if (project !== undefined && task.project !== project)
        this.missing.set(id, `task ${id} is of project ${task.project}, and not of ${project}`);
      else this.#add(task);
    }
  }

  async #list(backend: Backend, { project, task_filters: filters = {} }: TaskSelection, signal: AbortSignal): Promise<void> {
    for (const [name, value] of Object.entries(filters))
      if ([value].flat().some((one) => typeof one === 'object' && one !== null))
        throw new ActionsmithError(`the filter ${JSON.stringify(name)} of task_filters must be a text, a number, or a list of them`, {
          code: 'BAD_FILTER',
        });
    const query: ListFilters = {
      ...(filters as ListFilters),
      project,
      expand: EXPAND[0],
      page_size: 200,
      fields: undefined,
      cursor: undefined,
    };
    for await (const task of backend.tasks.all(query, { signal })) this.#add(task);
  }

  #add({ id, data, data_unit: unit }: ItemOf<'tasks'>): void {
    const files = filesOf(unit);
    this.tasks.set(id, { id, files, digest: data == null ? undefined : digestOf(data) });
    for (const key of new Set(files.flatMap((file) => [keyOf(file), nameOf(file)]))) {
      const other = this.#byFile.get(key);
      this.#byFile.set(key, other === undefined || other === id ? id : 'several');
    }
  }
}

/** The same for the same annotations, however their fields are ordered: a task that has them already is left alone. */
export function digestOf(data: unknown): string {
  return createHash('sha256')
    .update(
      JSON.stringify(data, (_, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(byName)) : value)),
    )
    .digest('base64');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function filesOf(unit: unknown): string[] {
  const files = isRecord(unit) && isRecord(unit['files']) ? Object.values(unit['files']) : [];
  return files.flatMap((file) => (isRecord(file) && typeof file['path'] === 'string' ? [file['path']] : []));
}

function keyOf(file: string): string {
  return file.replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC');
}

function nameOf(file: string): string {
  return keyOf(file).split('/').at(-1)!;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
