import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventSink } from './event-sink.ts';
import { jsonLine } from './make-printable.ts';
import type { RunEvent } from './run-event.ts';

/**
 * A line is with the system when `write` returns: a process that is killed loses none, and nothing waits in memory. `close` waits until they are on
 * the disk.
 */
export class JsonlFile implements EventSink {
  readonly #fd: number;
  /** The file ends in the middle of a line. */
  #isTorn: boolean;
  #isClosed = false;

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    this.#fd = openSync(file, 'a+', 0o600);
    this.#isTorn = !endsWithLine(this.#fd);
  }

  write(event: RunEvent): void {
    if (this.#isClosed) throw new Error('the file is closed');
    const bytes = Buffer.from(`${this.#isTorn ? '\n' : ''}${jsonLine(event)}`);
    for (let written = 0; written < bytes.length;) {
      this.#isTorn = written > 0 || this.#isTorn;
      written += writeSync(this.#fd, bytes, written);
    }
    this.#isTorn = false;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      fsyncSync(this.#fd);
    } finally {
      closeSync(this.#fd);
    }
  }
}

function endsWithLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size === 0 || readSync(fd, last, 0, 1, size - 1) === 0 || last[0] === 0x0a;
}
