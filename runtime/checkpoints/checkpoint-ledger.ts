import type { CheckpointEvent } from '../logging/run-event.ts';
import { refuseOtherWorkflow } from './check-workflow.ts';
import type { StepCheckpoint, Workflow } from './checkpoint-store.ts';

/** What is left of a sequence of checkpoint events: the steps that were saved and not forgotten since. */
export class CheckpointLedger {
  readonly #kept = new Map<string, StepCheckpoint>();
  #workflow: Workflow | undefined;

  /** Whose checkpoints these are; undefined before anything was opened. */
  get workflow(): Workflow | undefined {
    return this.#workflow;
  }

  /** Oldest first. */
  list(): StepCheckpoint[] {
    return [...this.#kept.values()];
  }

  apply(event: CheckpointEvent): void {
    switch (event.change) {
      case 'opened': {
        const { steps, contractHash } = event;
        this.#workflow = { steps, ...(contractHash !== undefined && { contractHash }) };
        return;
      }
      case 'saved': {
        const { type: _type, time: _time, change: _change, ...checkpoint } = event;
        this.#kept.delete(event.step); // saved again, it is the newest
        this.#kept.set(event.step, checkpoint);
        return;
      }
      case 'forgotten':
        this.#kept.delete(event.step);
        return;
      default:
        return; // of a later release
    }
  }

  /** Throws CHECKPOINTS_MISMATCH where these are checkpoints of another workflow. */
  refuseOther(workflow: Workflow): void {
    if (this.#workflow !== undefined) refuseOtherWorkflow(this.#workflow, workflow);
  }
}
