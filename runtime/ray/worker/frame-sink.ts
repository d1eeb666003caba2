import type { EventSink } from '../../logging/event-sink.ts';
import type { RunEvent } from '../../logging/run-event.ts';
import { FrameEncoder } from '../frames/encode-frames.ts';
import { writeFully } from '../frames/write-fully.ts';

/** Writes run events into the output of the process, as records. Nothing is buffered: what was reported is out when `write` returns. */
export class FrameSink implements EventSink {
  readonly #encoder: FrameEncoder;
  readonly #fd: number;

  constructor(nonce: string, fd = 1) {
    this.#encoder = new FrameEncoder(nonce);
    this.#fd = fd;
  }

  write(event: RunEvent): void {
    for (const record of this.#encoder.encode(event)) writeFully(this.#fd, record);
  }
}
