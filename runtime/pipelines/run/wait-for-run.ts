import { ExecutionError } from '../../errors/execution-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { isOver } from '../pipeline-progress.ts';
import type { PipelineRecords } from '../records.ts';

/** The result of a run, once the records say that it has ended. Throws ExecutionError PIPELINE_FAILED, RunCancelled. */
export async function waitForRun(records: Pick<PipelineRecords, 'watch' | 'run'>, runId: string, signal?: AbortSignal): Promise<unknown> {
  for await (const progress of records.watch(runId, signal)) {
    if (!isOver(progress)) continue;
    if (progress.status === 'CANCELLED') throw new RunCancelled(`run ${runId} was cancelled`);
    if (progress.status === 'FAILED')
      throw new ExecutionError(progress.error ?? `run ${runId} failed`, {
        code: 'PIPELINE_FAILED',
        details: progress.currentAction === undefined ? {} : { action: progress.currentAction },
      });
    break;
  }
  return (await records.run(runId)).result;
}
