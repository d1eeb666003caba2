import type { RunEvent } from './run-event.ts';

/** Where run events go: the terminal, a file, a backend, the output of a job. */
export interface EventSink {
  write(event: RunEvent): void;
  /** Flushes. Called once, when the run is over. */
  close?(): void | Promise<void>;
  /** Takes the last event of a process that exits, where nothing can be waited for. */
  endNow?(event: RunEvent): void;
}
