import { BaseStep } from '../../../steps/base-step.ts';
import type { AddTaskDataResult } from '../../../schemas/add-task-data.ts';
import type { AddTaskDataContext } from '../add-task-data-context.ts';

type Context = AddTaskDataContext<unknown, Readonly<Record<string, unknown>>>;

/** What the built-in steps ask of their action. */
export interface AddTaskDataDuties {
  /** Throws where the run cannot have what its params name, before anything is written. */
  prepare(context: Context): Promise<Record<string, unknown>>;
  fetchTasks(context: Context): Promise<{ readonly count: number }>;
  annotate(context: Context): Promise<AddTaskDataResult>;
}

/** In the order of their run: `prepare`, `fetch_tasks`, `annotate_task_data`, `finalize`. What they write stays: a run that is resumed goes on from it. */
export function builtInSteps(duties: AddTaskDataDuties): readonly BaseStep<Context>[] {
  return [new PrepareStep(duties), new FetchTasksStep(duties), new AnnotateTaskDataStep(duties), new FinalizeStep(duties)];
}

abstract class BuiltInStep<O> extends BaseStep<Context, O> {
  protected readonly duties: AddTaskDataDuties;
  override readonly idempotent: boolean = true;

  constructor(duties: AddTaskDataDuties) {
    super();
    this.duties = duties;
  }
}

class PrepareStep extends BuiltInStep<Record<string, unknown>> {
  readonly name = 'prepare';
  readonly progressWeight = 0.1;

  override execute(context: Context): Promise<Record<string, unknown>> {
    return this.duties.prepare(context);
  }
}

class FetchTasksStep extends BuiltInStep<{ readonly count: number }> {
  readonly name = 'fetch_tasks';
  readonly progressWeight = 0.1;

  override execute(context: Context): Promise<{ readonly count: number }> {
    return this.duties.fetchTasks(context);
  }
}

class AnnotateTaskDataStep extends BuiltInStep<AddTaskDataResult> {
  readonly name = 'annotate_task_data';
  readonly progressWeight = 0.75;
  override readonly skippable: boolean = false;
  override readonly effects: 'none' | 'local' | 'external' = 'external'; // and stays: a task gets its annotations once, however often it is asked for

  override async execute(context: Context): Promise<AddTaskDataResult> {
    return (context.result = await this.duties.annotate(context));
  }
}

class FinalizeStep extends BuiltInStep<void> {
  readonly name = 'finalize';
  readonly progressWeight = 0.05;
  override readonly needs: readonly string[] = ['annotate_task_data'];

  override async execute(context: Context): Promise<void> {
    const { message, status } = (context.result ??= context.outputs['annotate_task_data'] as AddTaskDataResult);
    context.logMessage(message, { context: status === 'SUCCEEDED' ? 'success' : 'warning' });
  }
}
