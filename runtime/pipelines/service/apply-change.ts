import type { ActionReport, ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { ActionProgress, RunProgress } from '../../../generated/pipeline-service/run-progress/types.ts';
import type { RunUpdate } from '../../../generated/pipeline-service/run-update/types.ts';
import { readTime } from './read-time.ts';

/** What happens to a run, as it is kept: the progress of a run is all of its changes, one after another. */
export type RunChange =
  | { readonly kind: 'report'; readonly at: string; readonly report: ProgressReport }
  | { readonly kind: 'update'; readonly at: string; readonly update: RunUpdate }
  | { readonly kind: 'resume'; readonly at: string };

/** A run before anything has happened. */
export function beginProgress(run: string, pipeline: string, actions: readonly string[]): RunProgress {
  return {
    run_id: run,
    pipeline_id: pipeline,
    status: 'pending',
    current_action: null,
    current_action_index: 0,
    overall_progress: 0,
    progress: actions.map(beginAction),
    attempt: 1,
    started_at: null,
    completed_at: null,
    error: null,
  };
}

/** The progress after a change; the very same object where it changes nothing: what was told before, or comes too late. */
export function applyChange(before: RunProgress, change: RunChange): RunProgress {
  const after = changed(before, change);
  return after === before ? before : { ...after, overall_progress: overallOf(after) };
}

/** True once nothing more is reported of a run, unless it is resumed. */
export function hasEnded({ status }: Pick<RunProgress, 'status'>): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

function changed(before: RunProgress, change: RunChange): RunProgress {
  if (change.kind === 'resume') return hasEnded(before) && before.status !== 'completed' ? resumed(before) : before;
  if (hasEnded(before)) return before;
  if (change.kind === 'update') return withStatus(before, change.update.status, change.update.error, change.at);
  const { report, at } = change;
  if ((report.attempt ?? before.attempt) < before.attempt) return before;
  return withStatus(withCurrent(withAction(before, report, at), report), report.status, report.error, at);
}

/** What is done stays done; the rest begins anew. */
function resumed(before: RunProgress): RunProgress {
  const progress = before.progress.map((action) => (isDone(action) ? action : beginAction(action.name)));
  const index = Math.max(
    0,
    progress.findIndex((action) => !isDone(action)),
  );
  return {
    ...before,
    status: 'pending',
    attempt: before.attempt + 1,
    current_action: null,
    current_action_index: index,
    completed_at: null,
    error: null,
    progress,
  };
}

function withStatus(
  before: RunProgress,
  status: RunProgress['status'] | null | undefined,
  error: string | null | undefined,
  at: string,
): RunProgress {
  const isLater = status != null && RUN_RANK[status] > RUN_RANK[before.status];
  const isNews = error != null && error !== before.error;
  if (!isLater && !isNews) return before;
  const next = isLater ? status : before.status;
  return {
    ...before,
    status: next,
    error: error ?? before.error,
    started_at: before.started_at ?? (RUN_RANK[next] > 0 ? at : null),
    completed_at: hasEnded({ status: next }) ? at : null,
  };
}

/** An action that is further back than the current one is told of too late. */
function withCurrent(before: RunProgress, { current_action: name, current_action_index: given }: ProgressReport): RunProgress {
  if (name == null && given == null) return before;
  const named = before.progress.findIndex((action) => action.name === name);
  const index = named >= 0 ? named : (given ?? before.current_action_index);
  if (index < before.current_action_index) return before;
  const current = before.progress[index]?.name ?? name ?? null;
  if (index === before.current_action_index && current === before.current_action) return before;
  return { ...before, current_action: current, current_action_index: index };
}

/** By its name; other clients report the name of a class, where the place among the actions tells. One that nobody knows joins the others. */
function withAction(
  before: RunProgress,
  { action_progress: report, current_action_index: given }: ProgressReport,
  at: string,
): RunProgress {
  if (report == null) return before;
  const named = before.progress.findIndex(({ name }) => name === report.name);
  const index = named >= 0 ? named : (given ?? before.progress.length);
  const known = before.progress[index];
  const next = withReport(known ?? beginAction(report.name), report, at);
  if (next === known) return before;
  const progress = known === undefined ? [...before.progress, next] : before.progress.with(index, next);
  return { ...before, progress };
}

/** Neither its status nor its progress ever goes back. */
function withReport(before: ActionProgress, report: ActionReport, at: string): ActionProgress {
  if (isOver(before)) return before;
  const given = report.status ?? before.status;
  if (ACTION_RANK[given] < ACTION_RANK[before.status]) return before;
  const isEnd = ACTION_RANK[given] > 1;
  const after: ActionProgress = {
    name: before.name,
    status: given,
    progress: given === 'completed' || given === 'skipped' ? 1 : Math.max(before.progress, report.progress ?? 0),
    progress_step: report.progress_step ?? before.progress_step,
    message: report.message ?? before.message,
    metrics: { ...before.metrics, ...report.metrics },
    started_at: before.started_at ?? readTime(report.started_at ?? '') ?? (given === 'pending' || given === 'skipped' ? null : at),
    completed_at: isEnd ? (readTime(report.completed_at ?? '') ?? at) : null,
    error: report.error ?? before.error,
  };
  return JSON.stringify(after) === JSON.stringify(before) ? before : after;
}

const RUN_RANK = { pending: 0, running: 1, completed: 2, failed: 2, cancelled: 2 } as const;
const ACTION_RANK = { pending: 0, running: 1, completed: 2, failed: 2, skipped: 2 } as const;

function beginAction(name: string): ActionProgress {
  return {
    name,
    status: 'pending',
    progress: 0,
    progress_step: null,
    message: null,
    metrics: {},
    started_at: null,
    completed_at: null,
    error: null,
  };
}

function isOver({ status }: ActionProgress): boolean {
  return ACTION_RANK[status] === 2;
}

function isDone({ status }: ActionProgress): boolean {
  return status === 'completed' || status === 'skipped';
}

/** From 0 to 100: each action counts the same. */
function overallOf({ status, progress }: RunProgress): number {
  if (status === 'completed') return 100;
  const done = progress.reduce((sum, action) => sum + action.progress, 0);
  return progress.length === 0 ? 0 : (100 * done) / progress.length;
}
