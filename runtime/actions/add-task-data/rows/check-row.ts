import { isObject } from '../../../converters/dm/read-annotation.ts';
import type { AnnotationRow, ReadRow } from './annotation-row.ts';
import type { RawRow } from './read-rows.ts';

/** A row has to name its task: by a number, or by a file that lies where it says. */
export function checkRow({ place, problem, value }: RawRow): ReadRow {
  if (problem !== undefined) return { place, problem };
  if (!isObject(value)) return { place, problem: 'it is no object' };
  const { task_id: id, file } = value;
  const wrong = (id == null ? undefined : wrongId(id)) ?? (file == null ? undefined : wrongFile(file));
  if (wrong !== undefined) return { place, problem: wrong };
  if (id == null && file == null) return { place, problem: 'it names no task: give it task_id, or file' };
  return { place, row: Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) as AnnotationRow };
}

function wrongId(id: unknown): string | undefined {
  return Number.isSafeInteger(id) && (id as number) > 0 ? undefined : `task_id is no id of a task (got ${shown(id)})`;
}

/** It is only a name that is looked for, and no file is opened by it; but one that leads out of its folder is no name that an upload can have given. */
function wrongFile(file: unknown): string | undefined {
  if (typeof file !== 'string' || file === '') return `file is no name of a file (got ${shown(file)})`;
  return file.split(/[\\/]/).includes('..') ? `file leads out of its folder (got ${shown(file)})` : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
