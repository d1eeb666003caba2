import { createReadStream } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const BATCH = 64 * 1024;

/** Values, one a line, that may be more than the memory should hold: in a file, in their order. */
export class SpooledLines<T> {
  readonly path: string;
  #waiting = '';
  #writing: Promise<void> = Promise.resolve();
  #isEmpty = true;

  constructor(path: string) {
    this.path = path;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  async add(value: T): Promise<void> {
    this.#isEmpty = false;
    this.#waiting += `${JSON.stringify(value)}\n`;
    if (this.#waiting.length > BATCH) await this.flush();
  }

  /** All of them are in the file then. */
  async flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') this.#writing = this.#writing.then(() => appendFile(this.path, text));
    await this.#writing;
  }

  async *read(): AsyncGenerator<T> {
    if (this.#isEmpty) return;
    await this.flush();
    for await (const line of createInterface({ input: createReadStream(this.path, 'utf8') })) yield JSON.parse(line) as T;
  }

  /** The file as it is. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    await this.flush();
    yield* createReadStream(this.path) as AsyncIterable<Buffer>;
  }

  async clear(): Promise<void> {
    await this.flush();
    await rm(this.path, { force: true });
    this.#isEmpty = true;
  }
}
