/** What one step did in one run. */
export interface StepReport {
  readonly name: string;
  /** `pending`: the run ended before it was its turn. `restored`: an earlier run of this workflow did it, as often as `attempts` says. */
  readonly status: 'pending' | 'finished' | 'skipped' | 'failed' | 'restored';
  readonly attempts: number;
  /** Of the whole step, waits between attempts included; 0 for one that an earlier run did. */
  readonly durationMs: number;
  /** Of each attempt in this run, first to last. */
  readonly attemptDurationsMs: readonly number[];
  readonly output?: unknown;
  /** Whether it was undone, and whether that worked; missing where it was not, or has no rollback. */
  readonly rollback?: 'done' | 'failed';
  /** What its rollback returned. */
  readonly undone?: unknown;
}

/** What a workflow did. Success and failure share this shape; a failure has it in `details.report` of its error. */
export interface StepsReport {
  readonly success: boolean;
  /** Those that finished, in this run or in the one that it resumes. */
  readonly stepsExecuted: number;
  readonly stepsTotal: number;
  readonly durationMs: number;
  readonly steps: readonly StepReport[];
}
