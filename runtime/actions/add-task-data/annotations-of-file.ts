import type { Annotation } from './annotate-tasks.ts';
import type { Outcomes } from './outcomes.ts';
import type { AnnotationRow } from './rows/annotation-row.ts';
import { readRows } from './rows/read-rows.ts';
import type { TaskIndex, TaskToAnnotate } from './task-index.ts';

export type ConvertRow = (row: AnnotationRow, task: TaskToAnnotate) => unknown;

/** The rows of a file, each with its task. Those for which there is none, or which are none, are outcomes. */
export async function* annotationsOfFile(
  path: string,
  tasks: TaskIndex,
  outcomes: Outcomes,
  { convert, signal }: { readonly convert: ConvertRow; readonly signal: AbortSignal },
): AsyncGenerator<Annotation> {
  const taken = new Map<number, string>();
  for await (const { place, row, problem } of readRows(path, signal)) {
    if (row === undefined) {
      await outcomes.row('failed', place, problem!);
      continue;
    }
    const task = tasks.find(row);
    if (typeof task === 'string') await outcomes.row('unmatched', place, task);
    else if (taken.has(task.id)) await outcomes.row('failed', place, `task ${task.id} has its annotations from ${taken.get(task.id)}`);
    else {
      taken.set(task.id, place);
      outcomes.matched();
      yield { task, row: place, make: () => convert(row, task) };
    }
  }
}
