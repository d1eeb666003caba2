import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { LoadedModel } from '../../models/load-model.ts';
import { AddTaskDataParams, type AddTaskDataResult } from '../../schemas/add-task-data.ts';
import type { BaseStep } from '../../steps/base-step.ts';
import type { StepContext } from '../../steps/step-context.ts';
import type { StepRegistry } from '../../steps/step-registry.ts';
import type { StandardSchemaV1 } from '../../validation/standard-schema.ts';
import { clientOf } from '../client-of.ts';
import { addTaskDataProgress } from '../progress.ts';
import { AddTaskDataContext } from './add-task-data-context.ts';
import type { Hooks } from './add-task-data-work.ts';
import type { AnnotationRow } from './rows/annotation-row.ts';
import type { ServeApplication } from './serve-application.ts';
import { builtInSteps } from './steps/built-in-steps.ts';
import type { TaskWithFiles } from './task-files.ts';
import type { TaskSelection, TaskToAnnotate } from './task-index.ts';

/**
 * Guide: AddTaskDataAction. Gives tasks annotations before people look at them: from a file, or by inference; as it is, or with the methods of your own class.
 * One task that fails does not stop the others; a run that is resumed or repeated leaves alone what has its annotations already.
 */
export class AddTaskDataAction<P = AddTaskDataParams, R = AddTaskDataResult> extends BaseAction<P, R> {
  static override readonly paramsModel: StandardSchemaV1 | undefined = AddTaskDataParams;

  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...addTaskDataProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof addTaskDataProgress = addTaskDataProgress;

  #context: AddTaskDataContext<P, unknown> | undefined;
  #application: Promise<ServeApplication> | undefined;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): AddTaskDataContext<P, unknown> {
    return (this.#context = new AddTaskDataContext<P, unknown>({ params: this.params, ctx: this.ctx }));
  }

  /** Registers the built-in steps: `prepare`, `fetch_tasks`, `annotate_task_data` and `finalize`. Override it, call `super.setupSteps(registry)`, and insert your own. */
  override setupSteps(registry: StepRegistry<AddTaskDataContext<P, unknown>>): void | Promise<void> {
    const params = this.params as Partial<AddTaskDataParams>;
    const steps = builtInSteps({
      prepare: async () => (params.method === 'inference' ? this.#prepareInference() : (await loadWork()).prepareFile(params)),
      fetchTasks: async (context) => ({ count: (await (await loadWork()).loadTasks(this.client, this.#hooks(), context)).size }),
      annotate: async (context) => (await loadWork()).annotate(this.client, params, context, this.#hooks()),
    });
    for (const step of steps) registry.register(step as BaseStep<never>);
  }

  override collectResult(context: StepContext<P, unknown>): R | Promise<R> {
    const { result } = context as AddTaskDataContext<P, unknown>;
    return (result ?? (context.outputs as Readonly<Record<string, unknown>>)['annotate_task_data']) as R;
  }

  /** Which tasks the run is about; default: `task_ids` of the params, else those of `project` that `task_filters` select. */
  selectTasks(): TaskSelection | Promise<TaskSelection> {
    const { task_ids, project, task_filters } = this.params as Partial<AddTaskDataParams>;
    return { task_ids, project, task_filters };
  }

  /** The annotations of a task, from the row of the file that is for it; default: its `data`. Throw what is wrong with it: it fails this task alone. */
  convertDataFromFile(row: AnnotationRow, _task: TaskToAnnotate): unknown {
    if (row.data !== undefined) return row.data;
    throw new ActionsmithError('the row has no data; where it has something else, write convertDataFromFile(row, task)', {
      code: 'ROW_WITHOUT_DATA',
    });
  }

  /** The annotations of a task, from what the inference says of it; default: its `data`, or itself. */
  convertDataFromInference(result: unknown, _task: TaskWithFiles): unknown {
    return typeof result === 'object' && result !== null && 'data' in result ? result.data : result;
  }

  /** What is inferred from; default: the task's id, and its files with the addresses where they are read. `downloadFile` makes it one of this machine. */
  prepareInput(task: TaskWithFiles): unknown {
    return { task_id: task.id, files: task.files };
  }

  /**
   * One result for each input, in their order; default: the serve application that runs for `params.pre_processor`, or the only one that runs, is asked. Override it
   * to infer here, with `loadModel()`. It gets `params.batch_size` inputs at once.
   */
  async infer(inputs: readonly unknown[]): Promise<readonly unknown[]> {
    const { askServeApplication } = await import('./serve-application.ts');
    const { model_id: model, pre_processor_params: params } = this.params as Partial<AddTaskDataParams>;
    const body = { ...params, ...(model != null && { model_id: model }), inputs };
    return askServeApplication(await this.#findApplication(), body, this.ctx, this.#signal());
  }

  /** The model that `params.model_id` names, with its files on this machine. Throws ActionsmithError NO_MODEL, NotFoundError, BackendError. */
  async loadModel(): Promise<LoadedModel> {
    const { model_id: id } = this.params as Partial<AddTaskDataParams>;
    if (id == null) throw new ActionsmithError('no model is named: give params.model_id', { code: 'NO_MODEL' });
    const { loadModel } = await import('../../models/load-model.ts');
    return loadModel(id, { ctx: this.ctx, client: () => this.client, signal: this.#signal(), onProgress: () => {} });
  }

  /** Writes a file of a task to a path of yours: `task.files['image_1']`. Throws ActionsmithError NO_FILE, BackendError. */
  async downloadFile(task: TaskWithFiles, specification: string, path: string): Promise<string> {
    const file = task.files[specification];
    if (file?.url == null) throw new ActionsmithError(`task ${task.id} has no file ${JSON.stringify(specification)}`, { code: 'NO_FILE' });
    await this.client.download({ file: file.url, checksum: file.checksum }, path, { signal: this.#signal() });
    return path;
  }

  /** Before a task is touched: a service that is not there is one error, and not one of each task. */
  async #prepareInference(): Promise<Record<string, unknown>> {
    if (this.infer !== AddTaskDataAction.prototype.infer) return {};
    return { application: (await this.#findApplication()).name };
  }

  #findApplication(): Promise<ServeApplication> {
    const { pre_processor: release } = this.params as Partial<AddTaskDataParams>;
    const find = async (): Promise<ServeApplication> => {
      const { findServeApplication } = await import('./serve-application.ts');
      return findServeApplication(this.client, release ?? undefined, this.#signal());
    };
    return (this.#application ??= find());
  }

  #hooks(): Hooks {
    return {
      select: () => this.selectTasks(),
      convertRow: (row, task) => this.convertDataFromFile(row, task),
      convertResult: (result, task) => this.convertDataFromInference(result, task),
      prepare: (task) => this.prepareInput(task),
      infer: (inputs) => this.infer(inputs),
    };
  }

  #signal(): AbortSignal {
    return this.#context?.signal ?? this.ctx.signal;
  }
}

function loadWork(): Promise<typeof import('./add-task-data-work.ts')> {
  return import('./add-task-data-work.ts');
}
