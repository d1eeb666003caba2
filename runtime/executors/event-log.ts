import type { EventSink } from '../logging/event-sink.ts';
import type { RunEvent } from '../logging/run-event.ts';

/** Keeps the events of a run. Every reader gets all of them, from the first one, and ends when the run has ended. */
export class EventLog implements EventSink {
  readonly #events: RunEvent[] = [];
  #waiting: (() => void)[] = [];
  #isClosed = false;

  write(event: RunEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async *read(): AsyncGenerator<RunEvent, void, undefined> {
    for (let next = 0; ;) {
      while (next < this.#events.length) yield this.#events[next++]!;
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
