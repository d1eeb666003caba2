import type { EventSink } from './event-sink.ts';
import { jsonLine } from './make-printable.ts';
import type { RunEvent } from './run-event.ts';
import type { TextStream } from './text-stream.ts';

/** Every event as a line of JSON, for programs. */
export class JsonRenderer implements EventSink {
  readonly #stream: TextStream;

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  write(event: RunEvent): void {
    this.#stream.write(jsonLine(event));
  }
}
