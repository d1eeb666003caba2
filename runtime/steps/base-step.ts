import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { StepContext } from './step-context.ts';
import type { StepPolicy } from './step-policy.ts';
import type { StepResult } from './step-result.ts';

/** Guide: Step-Based Workflows. One part of an action, with its own weight, limits and undoing. `C` is the context, `O` the output. */
export abstract class BaseStep<C = StepContext, O = unknown> {
  /** Unique in the workflow. */
  abstract readonly name: string;
  /** Its share of the progress; the weights of all steps are normalised. */
  abstract readonly progressWeight: number;
  readonly policy: StepPolicy = {};
  /** What the output must be. An output that does not fit fails the step. */
  readonly checkOutput: StandardSchemaV1<unknown, O> | undefined = undefined;
  /** The steps that must have run before it. */
  readonly needs: readonly string[] = [];
  readonly skippable: boolean = true;
  /** What an attempt that fails may leave behind. */
  readonly effects: 'none' | 'local' | 'external' = 'local';
  /** True where a second attempt does no harm after half a first one; else an external effect is undone before the next attempt. */
  readonly idempotent: boolean = false;
  /** False where what it does is lost with its process, such as fields of the context: a run that resumes this one does it again, and what comes after it. */
  readonly restorable: boolean = true;

  canSkip(_context: C): boolean | Promise<boolean> {
    return false;
  }

  abstract execute(context: C): O | StepResult<O> | Promise<O | StepResult<O>>;

  /**
   * Undoes what `execute` did. `output` is missing when it did not finish, `result` when it returned no StepResult. A step without it leaves nothing
   * to undo. What it returns is in the report, as `undone`.
   */
  rollback?(context: C, output: O | undefined, result: StepResult<O> | undefined): unknown;
}
