import type { EventSink } from './event-sink.ts';
import { Logger } from './logger.ts';
import type { RunEvent } from './run-event.ts';

/** Several sinks as one; what one of them fails at, the others do not miss. */
export class TeeSink implements EventSink {
  readonly #sinks: readonly Logger[];

  constructor(...sinks: readonly EventSink[]) {
    this.#sinks = sinks.map((sink) => (sink instanceof Logger ? sink : new Logger(sink)));
  }

  write(event: RunEvent): void {
    for (const sink of this.#sinks) sink.write(event);
  }

  endNow(event: RunEvent): void {
    for (const sink of this.#sinks) sink.endNow(event);
  }

  async close(): Promise<void> {
    await Promise.all(this.#sinks.map((sink) => sink.close()));
  }
}
