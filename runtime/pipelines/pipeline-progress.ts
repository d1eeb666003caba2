/** Guide: Async Progress Streaming. Where a pipeline is. */
export type PipelineStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** SKIPPED: it was done in an earlier attempt. */
export type ActionStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'SKIPPED';

/** How far one action of a pipeline is. */
export interface ActionProgress {
  readonly name: string;
  readonly status: ActionStatus;
  /** From 0 to 1. */
  readonly progress: number;
  /** The category that the action reports its progress in. */
  readonly step?: string;
  readonly message?: string;
  /** The newest of each name. */
  readonly metrics: Readonly<Record<string, unknown>>;
  /** ISO 8601, as every time here. */
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly error?: string;
}

/** How far a run of a pipeline is. */
export interface PipelineProgress {
  readonly runId: string;
  readonly pipelineId: string;
  readonly status: PipelineStatus;
  /** From 0 to 100; each action counts the same. */
  readonly overallProgress: number;
  /** The name of the action that runs, or ran last. */
  readonly currentAction?: string;
  /** By their names, in their order. */
  readonly actions: Readonly<Record<string, ActionProgress>>;
  /** How often the run was begun: one more each time that it is resumed. */
  readonly attempt: number;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly error?: string;
}

/** True once nothing more happens to a run, unless it is resumed. */
export function isOver({ status }: Pick<PipelineProgress, 'status'>): boolean {
  return status !== 'PENDING' && status !== 'RUNNING';
}
