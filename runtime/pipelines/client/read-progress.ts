import type { ActionProgress as ActionOnWire, RunProgress } from '../../../generated/pipeline-service/run-progress/types.ts';
import { checkRunProgress } from '../../../generated/pipeline-service/run-progress/validators.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { formatIssue } from '../../validation/format-issue.ts';
import type { ActionProgress, ActionStatus, PipelineProgress, PipelineStatus } from '../pipeline-progress.ts';

/** What the service says of a run, in our words. Throws BackendError BAD_ANSWER. */
export function readProgress(value: unknown): PipelineProgress {
  const checked = checkRunProgress.check(value);
  if (checked.ok) return progressOf(checked.value);
  throw new BackendError(`the pipeline service tells no progress: ${formatIssue(checked.issues[0]!, 'answer')}`, { code: 'BAD_ANSWER' });
}

/** Statuses are lower case on the wire, and here alone. */
export function statusOnWire(status: PipelineStatus): RunProgress['status'] {
  return status.toLowerCase() as RunProgress['status'];
}

function progressOf(run: RunProgress): PipelineProgress {
  return {
    runId: run.run_id,
    pipelineId: run.pipeline_id,
    status: run.status.toUpperCase() as PipelineStatus,
    overallProgress: run.overall_progress,
    ...(run.current_action !== null && { currentAction: run.current_action }),
    actions: Object.fromEntries(run.progress.map((action) => [action.name, actionOf(action)])),
    attempt: run.attempt,
    ...(run.started_at !== null && { startedAt: run.started_at }),
    ...(run.completed_at !== null && { completedAt: run.completed_at }),
    ...(run.error !== null && { error: run.error }),
  };
}

function actionOf(action: ActionOnWire): ActionProgress {
  return {
    name: action.name,
    status: action.status.toUpperCase() as ActionStatus,
    progress: action.progress,
    ...(action.progress_step !== null && { step: action.progress_step }),
    ...(action.message !== null && { message: action.message }),
    metrics: action.metrics,
    ...(action.started_at !== null && { startedAt: action.started_at }),
    ...(action.completed_at !== null && { completedAt: action.completed_at }),
    ...(action.error !== null && { error: action.error }),
  };
}
