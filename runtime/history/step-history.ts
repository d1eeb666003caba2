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
  readonly attempts: readonly StepAttempt[];
  /** As the engine measured it, retries included. */
  durationMs?: number;
  undo?: { readonly at: number; readonly error?: string };
}

/** Takes in the events of steps, and gives the steps in the order in which they came first. An event may be missing, where a run was killed or a log is torn. */
export class StepsHistory {
  readonly #steps = new Map<string, Omit<StepHistory, 'attempts'> & { readonly attempts: Map<number, StepAttempt> }>();

  add(event: StepEvent): void {
    const { step, status, time, attempt = 1, error, durationMs } = event;
    const known = this.#steps.get(step);
    const history = known ?? { step, status, attempts: new Map<number, StepAttempt>() };
    if (known === undefined) this.#steps.set(step, history);
    if (status === 'undone') {
      history.undo = { at: time, ...(error && { error: error.message }) };
      return;
    }
    history.status = status;
    if (status === 'started') history.attempts.set(attempt, { startedAt: time });
    const [first] = history.attempts.values();
    const current = history.attempts.get(attempt);
    if (status !== 'started' && current !== undefined) {
      current.endedAt = time;
      if (error !== undefined) current.error = error.message;
    }
    const took = durationMs ?? (current?.endedAt === undefined || first === undefined ? undefined : time - first.startedAt);
    if (took !== undefined) history.durationMs = took;
  }

  list(): StepHistory[] {
    return [...this.#steps.values()].map((step) => Object.assign({}, step, { attempts: [...step.attempts.values()] }));
  }
}
