import type { CheckpointEvent, CheckpointsOpenedEvent } from '../logging/run-event.ts';
import type { StepCheckpoint, Workflow } from './checkpoint-store.ts';

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
