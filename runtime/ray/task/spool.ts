import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../../errors/describe-system-error.ts';

const IN_MEMORY_BYTES = 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

/** Files end with what they are of: nobody closes a run. */
const files = new FinalizationRegistry<number>((file) => closeSync(file));

/** Bytes that only become more, and that are read again from any place: a few in memory, more of them in a file that has no name. */
export class Spool {
  #memory: Buffer = Buffer.alloc(0);
  #file: number | undefined;
  #size = 0;
  #loss: string | undefined;

  get size(): number {
    return this.#size;
  }

  /** Why what came after `size` could not be kept: the disk is full, or there is no folder for temporary files. */
  get loss(): string | undefined {
    return this.#loss;
  }

  add(bytes: Uint8Array): void {
    if (this.#loss !== undefined) return;
    try {
      if (this.#file === undefined && this.#size + bytes.byteLength <= IN_MEMORY_BYTES) this.#remember(bytes);
      else this.#write(bytes);
      this.#size += bytes.byteLength;
    } catch (error) {
      this.#loss = reasonOf(error as NodeJS.ErrnoException);
    }
  }

  /** What stands at a place, a piece of it; empty at the end. */
  read(at: number): Buffer {
    const length = Math.min(PIECE_BYTES, this.#size - at);
    if (this.#file === undefined) return Buffer.from(this.#memory.subarray(at, at + length));
    const piece = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) done += readSync(this.#file, piece, done, length - done, at + done);
    return piece;
  }

  #remember(bytes: Uint8Array): void {
    if (this.#size + bytes.byteLength > this.#memory.byteLength) {
      const wider = Buffer.alloc(Math.min(IN_MEMORY_BYTES, Math.max(1024, 2 * (this.#size + bytes.byteLength))));
      this.#memory.copy(wider, 0, 0, this.#size);
      this.#memory = wider;
    }
    this.#memory.set(bytes, this.#size);
  }

  #write(bytes: Uint8Array): void {
    if (this.#file === undefined) {
      const file = openNameless();
      files.register(this, file);
      writeFully(file, this.#memory.subarray(0, this.#size), 0);
      this.#file = file;
      this.#memory = Buffer.alloc(0);
    }
    writeFully(this.#file, bytes, this.#size);
  }
}

/** Whatever ends this process, nothing of it is left. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-spool-'));
  try {
    return openSync(join(folder, 'bytes'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFully(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.byteLength;) done += writeSync(file, bytes, done, bytes.byteLength - done, at + done);
}
