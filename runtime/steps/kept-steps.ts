import { refuseOtherSteps } from '../checkpoints/check-workflow.ts';
import type { CheckpointStore, StepCheckpoint, Workflow } from '../checkpoints/checkpoint-store.ts';
import { isPlainJson } from '../checkpoints/plain-json.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { isValidationError, ValidationError } from '../errors/validation-error.ts';
import { checkOutput } from './check-output.ts';
import type { StepContext } from './step-context.ts';
import { StepResult } from './step-result.ts';
import type { StepRun } from './step-run.ts';

/** The steps that a run leaves to another run of the same workflow, in the store of its context. */
export class KeptSteps<C extends StepContext<unknown, unknown>> {
  readonly #store: CheckpointStore;
  readonly #ctx: RuntimeContext;
  readonly #kept = new Set<StepRun<C>>();
  /** Only steps without a gap before them can be restored, so after the first one that is not kept no other is. */
  #hasGap = false;

  constructor(store: CheckpointStore, ctx: RuntimeContext) {
    this.#store = store;
    this.#ctx = ctx;
  }

  /**
   * Gives back what the steps left that an earlier run finished, up to the first that is missing; each is then a step of this run, though it does not run.
   * Throws CHECKPOINTS_MISMATCH, CHECKPOINT_INVALID, or what the store throws. Nothing has happened then.
   */
  async restore(runs: readonly StepRun<C>[], contractHash: string | undefined): Promise<void> {
    const workflow: Workflow = { steps: runs.map(({ step }) => step.name), ...(contractHash !== undefined && { contractHash }) };
    const saved = await this.#store.load(workflow);
    refuseOtherSteps(saved, workflow);
    const firstMissing = saved.findIndex(({ step }, index) => step !== workflow.steps[index]);
    const usable = firstMissing < 0 ? saved : saved.slice(0, firstMissing);
    const outputs = await Promise.all(usable.map((checkpoint, index) => outputOf(checkpoint, runs[index]!)));
    // What comes after a gap will be done again upon other outputs. Left there, it would be taken for the new one's.
    for (const { step } of saved.slice(usable.length)) await this.#store.forget(step);
    for (const [index, checkpoint] of usable.entries()) this.#restore(runs[index]!, checkpoint, outputs[index]);
  }

  /** Remembers a step that is done. What cannot be remembered has to run again; it fails no run. */
  async keep(run: StepRun<C>, status: StepCheckpoint['status'], output: unknown): Promise<void> {
    if (this.#hasGap) return;
    const rollbackData = run.result?.rollbackData;
    const checkpoint: StepCheckpoint = {
      step: run.step.name,
      status,
      attempts: run.attempts,
      ...(output !== undefined && { output }),
      ...(rollbackData !== undefined && { rollbackData }),
    };
    const why = run.step.restorable ? this.#whyNot(checkpoint) : 'it says so';
    if (why !== undefined) return this.#leaveOut(run, why);
    try {
      await this.#store.save(checkpoint);
      this.#kept.add(run);
    } catch (error) {
      this.#hasGap = true;
      const message = error instanceof Error ? error.message : String(error);
      this.#ctx.logMessage(`this run cannot be resumed after step ${JSON.stringify(run.step.name)}: ${message}`, { context: 'warning' });
    }
  }

  /** Before it is undone: a process that ends in the middle of it leaves a step that has to run again. */
  async forget(run: StepRun<C>): Promise<void> {
    if (this.#kept.delete(run)) await this.#store.forget(run.step.name);
  }

  #restore(run: StepRun<C>, { status, attempts, output, rollbackData }: StepCheckpoint, checked: unknown): void {
    run.status = 'restored';
    run.wasSkipped = status === 'skipped';
    run.attempts = attempts ?? (run.wasSkipped ? 0 : 1);
    run.result = new StepResult({ data: output, rollbackData, skipped: run.wasSkipped });
    run.output = checked;
    this.#kept.add(run);
  }

  #whyNot({ output, rollbackData }: StepCheckpoint): string | undefined {
    const left = [output, rollbackData].filter((value) => value !== undefined);
    if (!left.every(isPlainJson)) return 'what it left is no plain JSON';
    if (left.some((value) => this.#ctx.redactor.holdsSecret(value))) return 'what it left holds a secret';
    return undefined;
  }

  #leaveOut(run: StepRun<C>, why: string): void {
    this.#hasGap = true;
    this.#ctx.logDevEvent(`a resume would run step ${JSON.stringify(run.step.name)} again: ${why}`);
  }
}

/** A step that left nothing because it was skipped owes no output. */
async function outputOf<C>({ step, status, output }: StepCheckpoint, run: StepRun<C>): Promise<unknown> {
  if (status === 'skipped') return undefined;
  try {
    return await checkOutput(run.step, output);
  } catch (error) {
    if (!isValidationError(error)) throw error;
    throw new ValidationError(`the checkpoint of step ${JSON.stringify(step)} cannot be used: ${error.message}. Start a new run instead`, {
      code: 'CHECKPOINT_INVALID',
      issues: error.issues,
      cause: error,
    });
  }
}
