import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { StepCheckpoint, Workflow } from './checkpoint-store.ts';

/** Throws CHECKPOINTS_MISMATCH where checkpoints were saved under another contract, or by other steps. */
export function refuseOtherWorkflow(saved: Workflow, wanted: Workflow): void {
  if (saved.contractHash !== undefined && wanted.contractHash !== undefined && saved.contractHash !== wanted.contractHash) {
    throw mismatch(`they were saved under contract ${saved.contractHash}, and this run has contract ${wanted.contractHash}`);
  }
  if (saved.steps.length !== wanted.steps.length || saved.steps.some((step, index) => step !== wanted.steps[index])) {
    throw mismatch(`they were saved by the steps ${list(saved.steps)}, and this run has ${list(wanted.steps)}`);
  }
}

/**
 * The same for what a store gives, whatever it remembers besides: each step is one of this run's, once, and in its order. Steps may be missing, for
 * what was undone has to run again.
 */
export function refuseOtherSteps(saved: readonly StepCheckpoint[], { steps }: Workflow): void {
  let last = -1;
  for (const { step } of saved) {
    const index = steps.indexOf(step);
    if (index < 0) throw mismatch(`they hold a step ${JSON.stringify(step)}, and this run has ${list(steps)}`);
    if (index <= last)
      throw mismatch(`they hold the steps ${list(saved.map((one) => one.step))} in this order, and this run has ${list(steps)}`);
    last = index;
  }
}

function mismatch(why: string): ActionsmithError {
  return new ActionsmithError(`the checkpoints are of another workflow: ${why}. Start a new run instead`, { code: 'CHECKPOINTS_MISMATCH' });
}

function list(names: readonly string[]): string {
  return names.join(', ') || 'none';
}
