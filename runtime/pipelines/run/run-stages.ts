import { isRunCancelled } from '../../errors/run-cancelled.ts';
import type { EventSink } from '../../logging/event-sink.ts';
import type { PipelineRecords } from '../records.ts';
import { takeAccepted } from '../take-accepted.ts';
import { checkResultSize } from './check-result-size.ts';
import { explainFailure } from './explain-failure.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { RunReporter } from './run-reporter.ts';
import { StageReporter } from './stage-reporter.ts';
import { watchForEnd } from './watch-for-end.ts';

/** One action of a pipeline, ready to run. */
export interface RunnableStage {
  readonly name: string;
  /** The fields that it takes; undefined: all of them. */
  readonly accepts: readonly string[] | undefined;
  readonly run: (params: Readonly<Record<string, unknown>>, hooks: StageHooks) => Promise<unknown>;
}

export interface StageHooks {
  /** The same each time that this action of this run is tried, also after a resume. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly sink: EventSink;
}

export interface RunStagesOptions {
  readonly records: PipelineRecords;
  readonly runId: string;
  readonly attempt: number;
  /** The pipeline's. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
  /** Hears what the actions report, beside the records. */
  readonly sink?: EventSink | undefined;
}

/**
 * Runs the actions in their order, each with the params and over them the results before it, and gives the last result. What an action gave is remembered
 * before the next one begins; one that is remembered does not run again. Everything is told to the records, the end too. Throws what `explainFailure` makes
 * of a failure, and RunCancelled.
 */
export async function runStages(stages: readonly RunnableStage[], options: RunStagesOptions): Promise<unknown> {
  const { records, runId, attempt, params } = options;
  const reporter = new RunReporter(records, runId, attempt);
  const watch = watchForEnd(records, runId, attempt, options.signal);
  let current: string | undefined;
  try {
    await reporter.tell({ status: 'running' });
    const finished = new Map((await records.checkpoints(runId)).map((one) => [one.action_index, one.result]));
    let there = params;
    let result: unknown;
    for (const [index, stage] of stages.entries()) {
      current = stage.name;
      watch.signal.throwIfAborted();
      result = finished.has(index)
        ? await restore(stage, index, finished.get(index), reporter)
        : await runStage(stage, index, there, { ...options, reporter, signal: watch.signal });
      there = merge(there, result);
    }
    await reporter.complete(result);
    return result;
  } catch (thrown) {
    const error = explainFailure(watch.signal.aborted ? watch.signal.reason : thrown, current);
    await reporter.tell(isRunCancelled(error) ? { status: 'cancelled' } : { status: 'failed', error: error.message });
    throw error;
  } finally {
    watch.stop();
  }
}

interface StageOptions extends RunStagesOptions {
  readonly reporter: RunReporter;
  readonly signal: AbortSignal;
}

async function runStage(
  stage: RunnableStage,
  index: number,
  there: Readonly<Record<string, unknown>>,
  options: StageOptions,
): Promise<unknown> {
  const { reporter, records, runId, signal } = options;
  const { name } = stage;
  await reporter.tell({ current_action: name, current_action_index: index, action_progress: { name, status: 'running' } });
  const sink = new StageReporter(name, reporter, options.sink);
  const key = idempotencyKey(runId, index, name);
  try {
    const result = checkResultSize(name, await stage.run(takeAccepted(there, stage.accepts), { key, signal, sink }));
    await reporter.insist(() =>
      records.putCheckpoint(runId, {
        action_name: name,
        action_index: index,
        params_snapshot: merge(there, result),
        result: result as never,
      }),
    );
    await reporter.tell({ current_action_index: index, action_progress: { name, status: 'completed' } });
    return result;
  } catch (error) {
    if (!signal.aborted)
      await reporter.tell({
        current_action_index: index,
        action_progress: { name, status: 'failed', error: explainFailure(error).message },
      });
    throw error;
  }
}

/** That it was remembered may have been told to nobody. */
async function restore({ name }: RunnableStage, index: number, result: unknown, reporter: RunReporter): Promise<unknown> {
  await reporter.tell({ current_action: name, current_action_index: index, action_progress: { name, status: 'completed' } });
  return result;
}

/** A result that is no object is the next action's only where it asks for nothing by name: it adds nothing. */
function merge(there: Readonly<Record<string, unknown>>, result: unknown): Readonly<Record<string, unknown>> {
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? { ...there, ...result } : there;
}
