import type { RunEvent } from '../logging/run-event.ts';

export type RunStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'LOST';

/** A status, and why it is that one where there is something to say: what a PENDING run waits for, what a FAILED one failed of, where a LOST one went. */
export interface RunState {
  readonly status: RunStatus;
  readonly reason?: string;
}

export interface LogOptions {
  /** How many bytes of the log the reader has already: it goes on after them. Default 0. */
  readonly from?: number;
}

/** One execution of an action, wherever it happens. */
export interface Run<R = unknown> extends AsyncDisposable {
  readonly id: string;
  status(): Promise<RunStatus>;
  state(): Promise<RunState>;
  /** What the run printed, byte for byte, from its start, or from where a reader has left off, to its end. */
  logs(options?: LogOptions): AsyncIterable<Uint8Array>;
  /** What the run reported, from its start to its end; ends with `result` or `failed`. */
  events(): AsyncIterable<RunEvent>;
  /** The typed result. Throws what the run failed of, or RunCancelled. */
  result(): Promise<R>;
  /** Asks the run to stop, and resolves when it has. */
  cancel(): Promise<void>;
  /** The end of the scope of `await using run = …`: cancels the run where it still goes on. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** True once nothing more can happen to a run. */
export function isFinal(status: RunStatus): boolean {
  return status !== 'PENDING' && status !== 'RUNNING';
}
