import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Backend } from '../../backend/backend.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { ExecutionError } from '../../errors/execution-error.ts';
import { stateFolder } from '../../process/user-folders.ts';
import type { AddTaskDataParams, AddTaskDataResult } from '../../schemas/add-task-data.ts';
import { percentOf } from '../percent.ts';
import { addTaskDataProgress } from '../progress.ts';
import type { AddTaskDataContext } from './add-task-data-context.ts';
import { AddTaskDataMethod } from './add-task-data-method.ts';
import { type Annotation, annotateTasks } from './annotate-tasks.ts';
import { annotationsOfFile, type ConvertRow } from './annotations-of-file.ts';
import { annotationsOfInference, type Inference } from './annotations-of-inference.ts';
import { annotationsOfUnits } from './annotations-of-units.ts';
import { Outcomes } from './outcomes.ts';
import { checkRowsFile } from './rows/read-rows.ts';
import { readTask } from './task-files.ts';
import { TaskIndex, type TaskSelection } from './task-index.ts';

/* What an AddTaskDataAction does: a part that loads when it is asked for, also in a job. */

type Params = Partial<AddTaskDataParams>;
type Context = AddTaskDataContext<unknown, Readonly<Record<string, unknown>>>;

/** What the author's class has for it. */
export interface Hooks extends Pick<Inference, 'prepare' | 'infer'> {
  readonly select: () => TaskSelection | Promise<TaskSelection>;
  readonly convertRow: ConvertRow;
  readonly convertResult: Inference['convert'];
}

/** Throws where the file of annotations cannot be read. */
export async function prepareFile({ file_path: path, target_specification_name: specification }: Params): Promise<Record<string, unknown>> {
  if (path != null) await checkRowsFile(resolve(path));
  else if (specification == null)
    throw new ActionsmithError('the params name no annotations: give file_path, or target_specification_name', {
      code: 'ANNOTATIONS_MISSING',
    });
  return {};
}

/** Once a run; a run that is resumed does it again. Throws TASKS_MISSING. */
export async function loadTasks(client: Backend, { select }: Pick<Hooks, 'select'>, context: Context): Promise<TaskIndex> {
  return (context.tasks ??= await TaskIndex.load(client, await select(), context.signal));
}

/** Throws ExecutionError NO_TASK_ANNOTATED where not one task has its annotations then; its details have the result. */
export async function annotate(client: Backend, params: Params, context: Context, hooks: Hooks): Promise<AddTaskDataResult> {
  const tasks = await loadTasks(client, hooks, context);
  const { method = AddTaskDataMethod.FILE, schema, batch_size: batchSize = 1 } = params;
  const { env, jobId = randomUUID() } = context.ctx;
  const report = join(stateFolder({ ...process.env, ...env.toObject() }), 'task-data', `${jobId.replaceAll(/[^\w.-]/g, '_')}.jsonl`);
  const outcomes = new Outcomes(method, report);
  const folder = await mkdtemp(join(tmpdir(), 'actionsmith-task-data-'));
  const show = showOutcomes(context, outcomes, tasks.size);
  try {
    for (const [task_id, error] of tasks.missing) await outcomes.task({ task_id, status: 'failed', error });
    const options = { schema, concurrency: batchSize, signal: context.signal, onOutcome: show };
    await annotateTasks(client, source(client, params, tasks, outcomes, { context, hooks, folder }), outcomes, options);
    for (const { id } of tasks.tasks.values()) if (!outcomes.has(id)) await outcomes.task({ task_id: id, status: 'unmatched' });
  } finally {
    show();
    await outcomes.flush();
    await rm(folder, { recursive: true, force: true });
  }
  const result = outcomes.result();
  if (outcomes.written > 0) return result;
  const why = result.failures[0]?.error ?? result.row_problems?.[0]?.error;
  throw new ExecutionError(`none of ${result.total_tasks} tasks was annotated${why === undefined ? '' : `: ${why}`}`, {
    code: 'NO_TASK_ANNOTATED',
    details: { result },
  });
}

interface Work {
  readonly context: Context;
  readonly hooks: Hooks;
  readonly folder: string;
}

function source(
  client: Backend,
  params: Params,
  tasks: TaskIndex,
  outcomes: Outcomes,
  { context, hooks, folder }: Work,
): AsyncIterable<Annotation> {
  const { method, file_path: path, target_specification_name: specification, batch_size: batchSize = 1 } = params;
  const { signal } = context;
  if (method === AddTaskDataMethod.INFERENCE) {
    const { prepare, infer, convertResult: convert } = hooks;
    return annotationsOfInference(tasks.tasks.values(), { read: (id) => readTask(client, id, signal), prepare, infer, convert, batchSize });
  }
  const convert = hooks.convertRow;
  if (path != null) return annotationsOfFile(resolve(path), tasks, outcomes, { convert, signal });
  return annotationsOfUnits(client, tasks, { specification: specification!, convert, signal, folder });
}

/** Progress and metrics, as often as a percent is done. */
function showOutcomes(context: Context, outcomes: Outcomes, total: number): () => void {
  const { ANNOTATE_TASK_DATA: category } = addTaskDataProgress;
  const setProgress = (current: number, all: number, name?: string): void => {
    context.setProgress(current, all, name);
    const { written: success, failed } = outcomes;
    context.setMetrics({ success, failed, stand_by: total - success - failed }, category);
  };
  const report = percentOf({ setProgress }, category);
  return () => report(outcomes.settled, total);
}
