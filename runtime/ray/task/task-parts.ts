import { RayError } from '../../errors/ray-error.ts';
import type { TaskStatus } from './task-file.ts';

/** What the gateway tells of a run, in its order. `output` is what its worker printed, records included. */
export type TaskPart =
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'state'; readonly state: TaskState }
  | { readonly kind: 'end'; readonly end: TaskEnd };

export interface TaskState {
  readonly status: 'PENDING' | 'RUNNING';
  readonly actor?: TaskActor;
  /** What a pending run waits for. */
  readonly why?: string;
}

/** A Ray actor: its process, and the cluster's node that it lives on. */
export interface TaskActor {
  readonly pid?: number;
  readonly node?: string;
}

/** How a run ended. Where nothing was reported about a failure, `failed` says what died. */
export interface TaskEnd {
  readonly status: TaskStatus;
  readonly kind?: 'worker' | 'actor' | 'no-actor';
  /** Ray's own words. */
  readonly why?: string;
  readonly code?: number;
  readonly signal?: number;
  readonly actor?: TaskActor;
}

const HEADER_BYTES = 5;
const KINDS = { o: 'output', s: 'state', e: 'end' } as const;

/** Takes the gateway's bytes as they come, and gives whole parts: each is a kind of one byte, a length of four, and the bytes. */
export class TaskPartReader {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #wanted = HEADER_BYTES;

  push(chunk: Uint8Array): TaskPart[] {
    this.#held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#heldBytes += chunk.byteLength;
    if (this.#heldBytes < this.#wanted) return []; // a long part is put together once, when all of it is there
    const bytes = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    const found: TaskPart[] = [];
    let at = 0;
    this.#wanted = HEADER_BYTES;
    while (bytes.byteLength - at >= HEADER_BYTES) {
      const size = HEADER_BYTES + bytes.readUInt32BE(at + 1);
      if (bytes.byteLength - at < size) {
        this.#wanted = size;
        break;
      }
      found.push(asPart(bytes.subarray(at, at + size)));
      at += size;
    }
    const rest = bytes.subarray(at);
    this.#held = rest.byteLength === 0 ? [] : [rest];
    this.#heldBytes = rest.byteLength;
    return found;
  }
}

function asPart(bytes: Buffer): TaskPart {
  const kind = KINDS[String.fromCharCode(bytes[0]!) as keyof typeof KINDS];
  const payload = bytes.subarray(HEADER_BYTES);
  if (kind === 'output') return { kind, bytes: payload };
  if (kind === 'state') return { kind, state: JSON.parse(payload.toString()) as TaskState };
  if (kind === 'end') return { kind, end: JSON.parse(payload.toString()) as TaskEnd };
  throw new RayError('the gateway of task mode gave an answer that cannot be read', { code: 'BAD_ANSWER' });
}
