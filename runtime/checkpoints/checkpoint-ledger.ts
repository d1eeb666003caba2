import type { CheckpointEvent, CheckpointsOpenedEvent } from '../logging/run-event.ts';
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

/** The event that comes before all others of a workflow. */
export function openedEvent({ steps, contractHash }: Workflow): CheckpointsOpenedEvent {
  return { type: 'checkpoint', time: Date.now(), change: 'opened', steps: [...steps], ...(contractHash !== undefined && { contractHash }) };
}

/** The event that a store writes down for a step that is done. */
export function savedEvent(checkpoint: StepCheckpoint): CheckpointEvent {
  return { type: 'checkpoint', time: Date.now(), change: 'saved', ...checkpoint };
}

export function forgottenEvent(step: string): CheckpointEvent {
  return { type: 'checkpoint', time: Date.now(), change: 'forgotten', step };
}
