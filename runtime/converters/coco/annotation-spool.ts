import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What annotations wait in a buffer for, in bytes. */
const BUFFERED = 1024 * 1024;

/** Annotations by their image, in a file: coco lists them in any order, and there may be more than memory holds. */
export class AnnotationSpool {
  readonly #places = new Map<unknown, number[]>();
  readonly #path: string = join(tmpdir(), `actionsmith-coco-${randomUUID()}.jsonl`);
  #file: FileHandle | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #end = 0;

  /** After the last one, call `flush`. */
  async add(image: unknown, annotation: unknown): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(annotation));
    let places = this.#places.get(image);
    if (places === undefined) this.#places.set(image, (places = []));
    places.push(this.#end, bytes.length);
    this.#end += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > BUFFERED) await this.flush();
  }

  async flush(): Promise<void> {
    this.#file ??= await open(this.#path, 'wx+', 0o600);
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (let written = 0; written < bytes.length;) written += (await this.#file.write(bytes, written)).bytesWritten;
  }

  images(): IterableIterator<unknown> {
    return this.#places.keys();
  }

  async of(image: unknown): Promise<unknown[]> {
    const places = this.#places.get(image) ?? [];
    const found: unknown[] = [];
    for (let at = 0; at < places.length; at += 2) {
      const bytes = Buffer.alloc(places[at + 1]!);
      await this.#file!.read(bytes, 0, bytes.length, places[at]!);
      found.push(JSON.parse(bytes.toString()));
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    await rm(this.#path, { force: true });
  }
}
