import type { FileHandle } from 'node:fs/promises';

const BATCH_BYTES = 1024 * 1024;

/** Writes what comes in small pieces to a file in large ones, while the next come. */
export class BatchWriter {
  readonly #file: FileHandle;
  #at: number;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> | undefined;

  /** `at`: where in the file it begins. */
  constructor(file: FileHandle, at = 0) {
    this.#file = file;
    this.#at = at;
  }

  /** Where the next piece goes. */
  get end(): number {
    return this.#at + this.#bytes;
  }

  /** The piece must stay as it is until it is written. */
  async write(piece: Uint8Array): Promise<void> {
    if (piece.length === 0) return;
    this.#waiting.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes < BATCH_BYTES) return;
    await this.#writing;
    this.#begin();
  }

  /** All that came is handed to the system. */
  async flush(): Promise<void> {
    await this.#writing;
    this.#begin();
    await this.#writing;
  }

  #begin(): void {
    const [pieces, at] = [this.#waiting, this.#at];
    this.#at += this.#bytes;
    this.#waiting = [];
    this.#bytes = 0;
    this.#writing = writeAll(this.#file, pieces, at);
    this.#writing.catch(() => {}); // whoever writes next, or flushes, is told
  }
}

/** The system may take fewer bytes at a time than it is given, and fewer pieces. */
async function writeAll(file: FileHandle, pieces: readonly Uint8Array[], from: number): Promise<void> {
  let [rest, at] = [pieces, from];
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at);
    at += bytesWritten;
    rest = without(rest, bytesWritten);
  }
}

function without(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let [first, left] = [0, count];
  while (first < pieces.length && left >= pieces[first]!.length) left -= pieces[first++]!.length;
  return left === 0 ? pieces.slice(first) : [pieces[first]!.subarray(left), ...pieces.slice(first + 1)];
}
