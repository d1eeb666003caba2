import type { FileHandle } from 'node:fs/promises';
import { BatchWriter } from '../batch-writer.ts';

/** So many bytes at most are written again after a crash. */
const SAFE_EVERY_BYTES = 16 * 1024 * 1024;

/** Writes behind the end, and says now and then what is on the disk for good. */
export class PartWriter {
  readonly #file: FileHandle;
  readonly #note: (received: number) => void;
  readonly #writer: BatchWriter;
  #safe: number;

  constructor(file: FileHandle, at: number, note: (received: number) => void) {
    this.#file = file;
    this.#note = note;
    this.#writer = new BatchWriter(file, at);
    this.#safe = at;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#writer.write(bytes);
    if (this.#writer.end - this.#safe >= SAFE_EVERY_BYTES) await this.#save();
  }

  async close(): Promise<void> {
    try {
      if (this.#writer.end > this.#safe) await this.#save();
    } finally {
      await this.#file.close();
    }
  }

  async #save(): Promise<void> {
    await this.#writer.flush();
    await this.#file.datasync();
    this.#safe = this.#writer.end;
    this.#note(this.#safe);
  }
}
