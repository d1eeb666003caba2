import type { StepEvent } from '../../generated/run-event/types.ts';

/** One attempt at a step. Times in milliseconds since 1970; without an end it goes on, or its run was lost. */
export interface StepAttempt {
  readonly startedAt: number;
  endedAt?: number;
  error?: string;
}

/** What the events say of one step. */
export interface StepHistory {
  readonly step: string;
  /** The last status that it reported; `undone` is kept apart. */
  status: StepEvent['status'];
  readonly attempts: StepAttempt[];
  /** As the engine measured it, retries included. */
  durationMs?: number;
  undo?: { readonly at: number; readonly error?: string };
}

/** Takes in the events of steps, and gives the steps in the order in which they came first. */
export class StepsHistory {
  readonly #steps = new Map<string, StepHistory>();

  add(event: StepEvent): void {
    const { step, status, time, attempt = 0, error } = event;
    const history = this.#of(step, status);
    const current = history.attempts[attempt - 1];
    if (status === 'undone') {
      history.undo = { at: time, ...(error && { error: error.message }) };
      return;
    }
    history.status = status;
    if (status === 'started') history.attempts[Math.max(0, attempt - 1)] = { startedAt: time };
    else if (current !== undefined) {
      current.endedAt = time;
      if (error !== undefined) current.error = error.message;
    }
    const took = event.durationMs ?? (current?.endedAt === undefined ? undefined : time - history.attempts[0]!.startedAt);
    if (took !== undefined) history.durationMs = took;
  }

  list(): StepHistory[] {
    return [...this.#steps.values()];
  }

  #of(step: string, status: StepEvent['status']): StepHistory {
    const known = this.#steps.get(step);
    if (known !== undefined) return known;
    const history: StepHistory = { step, status, attempts: [] };
    this.#steps.set(step, history);
    return history;
  }
}
