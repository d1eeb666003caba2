/** An entry that waits: its JSON, and the path of a file that goes with it. */
export interface QueuedEntry {
  readonly json: string;
  readonly file?: string | undefined;
}

const MOST_ENTRIES = 20_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** What waits for the backend, oldest first. It is bounded: where there is no more room, the oldest go, and are counted. */
export class LogQueue {
  dropped = 0;
  #entries: QueuedEntry[] = [];
  /** Those before it are gone. */
  #first = 0;
  #characters = 0;

  get size(): number {
    return this.#entries.length - this.#first;
  }

  push(entry: QueuedEntry): void {
    this.#entries.push(entry);
    this.#characters += entry.json.length;
    while (this.size > 1 && (this.size > MOST_ENTRIES || this.#characters > MOST_CHARACTERS)) {
      this.remove(1);
      this.dropped += 1;
    }
  }

  /** The oldest, as many as fit into a request; one with a file goes alone. */
  peek(mostEntries: number, mostCharacters: number): readonly QueuedEntry[] {
    const batch: QueuedEntry[] = [];
    let characters = 0;
    for (let at = this.#first; at < this.#entries.length && batch.length < mostEntries; at++) {
      const entry = this.#entries[at]!;
      characters += entry.json.length;
      if (batch.length > 0 && (entry.file !== undefined || characters > mostCharacters)) break;
      batch.push(entry);
      if (entry.file !== undefined) break;
    }
    return batch;
  }

  remove(count: number): void {
    for (let removed = 0; removed < count; removed++) this.#characters -= this.#entries[this.#first++]!.json.length;
    if (this.#first < 1_000 && this.#first < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }
}
