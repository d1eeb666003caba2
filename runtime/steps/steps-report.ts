/** What one step did in one run. */
export interface StepReport {
  readonly name: string;
  /** `pending`: the run ended before it was its turn. */
  readonly status: 'pending' | 'finished' | 'skipped' | 'failed';
  readonly attempts: number;
  readonly durationMs: number;
  readonly output?: unknown;
  /** Whether it was undone, and whether that worked; missing where it was not, or has no rollback. */
  readonly rollback?: 'done' | 'failed';
}

/** What a workflow did. Success and failure share this shape; a failure has it in `details.report` of its error. */
export interface StepsReport {
  readonly success: boolean;
  readonly stepsExecuted: number;
  readonly stepsTotal: number;
  readonly durationMs: number;
  readonly steps: readonly StepReport[];
}
