/** What a finished step left; outputs are JSON. */
export interface StepCheckpoint {
  readonly step: string;
  readonly status: 'finished' | 'skipped';
  /** As the step gave it; missing where it gave none. */
  readonly output?: unknown;
  /** How often it was started; 0 for a step that was skipped before. Missing: once, unless it was skipped. */
  readonly attempts?: number;
  /** What `rollback` needs to know (StepResult). */
  readonly rollbackData?: unknown;
}

/** Which steps a store remembers. Checkpoints of other ones are of no use. */
export interface Workflow {
  /** The names of all steps, in order. */
  readonly steps: readonly string[];
  readonly contractHash?: string;
}

/** Where a run remembers finished steps, so that another run can go on after the last of them. One store belongs to one run and its resumes. */
export interface CheckpointStore {
  /** What is remembered, oldest first. The engine says for which steps it asks; throws CHECKPOINTS_MISMATCH where a store was written by others. */
  load(workflow?: Workflow): Promise<readonly StepCheckpoint[]>;
  save(checkpoint: StepCheckpoint): void | Promise<void>;
  /** For a step that is undone, or has to run again. */
  forget(step: string): void | Promise<void>;
}
