import type { RunEvent } from '../logging/run-event.ts';

export type RunStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'LOST';

/** One execution of an action, wherever it happens. */
export interface Run<R = unknown> {
  readonly id: string;
  status(): Promise<RunStatus>;
  /** What the run printed, byte for byte, from its start to its end. */
  logs(): AsyncIterable<Uint8Array>;
  /** What the run reported, from its start to its end; ends with `result` or `failed`. */
  events(): AsyncIterable<RunEvent>;
  /** The typed result. Throws what the run failed of, or RunCancelled. */
  result(): Promise<R>;
  /** Asks the run to stop, and resolves when it has. */
  cancel(): Promise<void>;
}

/** True once nothing more can happen to a run. */
export function isFinal(status: RunStatus): boolean {
  return status !== 'PENDING' && status !== 'RUNNING';
}
