import { Logger } from '../logging/logger.ts';
import type { RunEvent } from '../logging/run-event.ts';

/** Keeps every event that a run reports, for `LocalExecutor({ logger })` or a context of your own. */
export class MemoryLogger extends Logger {
  readonly events: RunEvent[];

  constructor() {
    const events: RunEvent[] = [];
    super({ write: (event) => void events.push(event) });
    this.events = events;
  }
}
