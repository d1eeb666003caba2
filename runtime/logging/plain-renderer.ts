import { describeEvent, progressLabel } from './describe-event.ts';
import type { EventSink } from './event-sink.ts';
import { makePrintable } from './make-printable.ts';
import type { ProgressEvent, RunEvent } from './run-event.ts';
import type { TextStream } from './text-stream.ts';

/** A line each time that a category passes another tenth: a log of a long run stays readable. */
const TENTH = 10;

/** Events as plain lines, for pipes and log files. */
export class PlainRenderer implements EventSink {
  readonly #stream: TextStream;
  readonly #tenths = new Map<string, number>();

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  write(event: RunEvent): void {
    const line = event.type === 'progress' ? this.#describeProgress(event) : describeEvent(event);
    if (line !== undefined) this.#stream.write(`${makePrintable(line)}\n`);
  }

  #describeProgress(event: ProgressEvent): string | undefined {
    const label = progressLabel(event);
    const tenth = Math.floor(event.percent / TENTH);
    if (this.#tenths.get(label) === tenth) return undefined;
    this.#tenths.set(label, tenth);
    return `${label} ${Math.floor(event.percent)}% (${event.current}/${event.total})`;
  }
}
