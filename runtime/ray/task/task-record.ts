import type { RunEvent, SerializedError } from '../../logging/run-event.ts';
import { type Decoded, FrameDecoder } from '../frames/decode-frames.ts';
import type { RunItem } from '../follow/follow-run.ts';
import { Spool } from './spool.ts';
import { type TaskActor, type TaskEnd, TaskPartReader } from './task-parts.ts';

export type TaskRunStatus = 'PENDING' | 'RUNNING' | TaskEnd['status'] | 'LOST';

/** All that is known here of one run. Every reader gets everything from the start, and ends with the run. However much it prints, little of it is in memory. */
export class TaskRecord {
  readonly id: string;
  status: TaskRunStatus = 'PENDING';
  actor: TaskActor | undefined;
  /** What the cluster lacks for the run to begin, in the gateway's words. */
  waitsFor: string | undefined;
  end: TaskEnd | undefined;
  loss: unknown;
  /** How much of the gateway's record is here. */
  bytesRead = 0;
  readonly ended: Promise<void>;
  readonly #parts = new TaskPartReader();
  readonly #nonce: string;
  readonly #printed = new Spool();
  #waiting: (() => void)[] = [];
  #resolveEnded!: () => void;

  constructor(id: string, nonce: string) {
    this.id = id;
    this.#nonce = nonce;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  get isEnded(): boolean {
    return this.end !== undefined || this.loss !== undefined;
  }

  push(bytes: Uint8Array): void {
    this.bytesRead += bytes.byteLength;
    for (const part of this.#parts.push(bytes)) {
      if (part.kind === 'output') this.#printed.add(part.bytes);
      else if (part.kind === 'end') this.#finish(part.end);
      else {
        this.status = part.state.status;
        this.actor = part.state.actor;
        this.waitsFor = part.state.why;
      }
    }
    this.#wake();
  }

  /** Nothing more will be heard of the run. */
  lose(why: unknown): void {
    if (this.isEnded) return;
    this.status = 'LOST';
    this.loss = why;
    this.#wake();
    this.#resolveEnded();
  }

  async *read(signal?: AbortSignal): AsyncGenerator<RunItem, void, undefined> {
    const frames = new FrameDecoder(this.#nonce);
    for (let at = 0; ;) {
      while (at < this.#printed.size) {
        const piece = this.#printed.read(at);
        at += piece.byteLength;
        yield* items(frames.push(piece));
      }
      if (this.isEnded) break;
      await this.#more(signal);
    }
    yield* items(frames.end());
    const { loss, size } = this.#printed;
    if (loss !== undefined) yield { kind: 'damage', why: `its output could not be kept on this machine after ${size} bytes: ${loss}` };
  }

  /** What the run says that it failed of. */
  async failure(): Promise<SerializedError | undefined> {
    let failure: SerializedError | undefined;
    for await (const item of this.read()) if (item.kind === 'event' && item.event.type === 'failed') failure = item.event.error;
    return failure;
  }

  #finish(end: TaskEnd): void {
    this.status = end.status;
    this.end = end;
    this.#resolveEnded();
  }

  #more(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal?.reason);
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

/** The values are events: they are our own worker's, of the same release. */
function items(found: readonly Decoded[]): RunItem[] {
  return found.map((item) => (item.kind === 'value' ? { kind: 'event', event: item.value as RunEvent } : item));
}
