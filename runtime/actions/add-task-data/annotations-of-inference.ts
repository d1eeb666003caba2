import type { Annotation } from './annotate-tasks.ts';
import type { TaskWithFiles } from './task-files.ts';
import type { TaskToAnnotate } from './task-index.ts';

/** What an action does to infer. */
export interface Inference {
  readonly read: (id: number) => Promise<TaskWithFiles>;
  readonly prepare: (task: TaskWithFiles) => unknown;
  /** One result for each input, in their order. */
  readonly infer: (inputs: readonly unknown[]) => readonly unknown[] | Promise<readonly unknown[]>;
  readonly convert: (result: unknown, task: TaskWithFiles) => unknown;
  /** Inputs that are asked about at once. */
  readonly batchSize: number;
}

interface Prepared {
  readonly task: TaskToAnnotate;
  readonly full?: TaskWithFiles;
  readonly input?: unknown;
  readonly error?: unknown;
}

/** Tasks in batches, each batch inferred at once. A task whose input cannot be made fails alone; where a batch fails, each of it is asked about alone. */
export async function* annotationsOfInference(tasks: Iterable<TaskToAnnotate>, inference: Inference): AsyncGenerator<Annotation> {
  for (const batch of batchesOf([...tasks], inference.batchSize)) {
    const prepared = await Promise.all(batch.map((task) => prepare(task, inference)));
    const ready = prepared.filter((one) => one.full !== undefined);
    const results = new Map<Prepared, () => unknown>();
    await inferAll(ready, inference, results);
    for (const one of prepared) {
      const result = results.get(one);
      const make = async (): Promise<unknown> => {
        if (result === undefined) throw one.error;
        return inference.convert(result(), one.full!);
      };
      yield { task: one.task, make };
    }
  }
}

async function prepare(task: TaskToAnnotate, inference: Inference): Promise<Prepared> {
  try {
    const full = await inference.read(task.id);
    return { task, full, input: await inference.prepare(full) };
  } catch (error) {
    return { task, error };
  }
}

async function inferAll(ready: readonly Prepared[], { infer }: Inference, results: Map<Prepared, () => unknown>): Promise<void> {
  if (ready.length === 0) return;
  try {
    const answered = await infer(ready.map(({ input }) => input));
    if (!Array.isArray(answered) || answered.length !== ready.length)
      throw new Error(`the inference gave ${Array.isArray(answered) ? answered.length : 'no list of'} results for ${ready.length} inputs`);
    for (const [at, one] of ready.entries()) results.set(one, () => answered[at] as unknown);
  } catch (error) {
    const rethrow = (): never => {
      throw error;
    };
    if (ready.length === 1) results.set(ready[0]!, rethrow);
    else for (const one of ready) await inferAll([one], { infer } as Inference, results);
  }
}

function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
