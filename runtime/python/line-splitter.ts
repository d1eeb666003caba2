export interface LineSplitterOptions {
  /** In bytes. */
  readonly longest: number;
  /** Do carriage returns end lines too, as those of progress bars? They are then part of the line. */
  readonly atReturns?: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Bytes as lines, each at most `longest` bytes. `take` is told the line with its end left away, and whether it is one: what is longer comes in pieces,
 * and so does a last line without its end.
 */
export class LineSplitter {
  readonly #take: (line: Buffer, isWhole: boolean) => void;
  readonly #longest: number;
  readonly #atReturns: boolean;
  #held: Buffer[] = [];
  #size = 0;

  constructor(take: (line: Buffer, isWhole: boolean) => void, { longest, atReturns = false }: LineSplitterOptions) {
    this.#take = take;
    this.#longest = longest;
    this.#atReturns = atReturns;
  }

  add(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0;) {
      const end = this.#endIn(rest);
      const until = end === -1 ? rest.length : end;
      const room = this.#longest - this.#size;
      if (until > room) {
        this.#hold(rest.subarray(0, room));
        this.#give(false);
        rest = rest.subarray(room);
        continue;
      }
      this.#hold(rest.subarray(0, end !== -1 && rest[end] === CR ? end + 1 : until));
      if (end === -1) return;
      this.#give(rest[end] === LF);
      rest = rest.subarray(end + 1);
    }
  }

  /** Nothing more will come. */
  end(): void {
    if (this.#size > 0) this.#give(false);
  }

  #endIn(chunk: Buffer): number {
    const line = chunk.indexOf(LF);
    const back = this.#atReturns ? chunk.indexOf(CR) : -1;
    if (back === -1) return line;
    return line === -1 ? back : Math.min(line, back);
  }

  #hold(piece: Buffer): void {
    this.#held.push(piece);
    this.#size += piece.length;
  }

  #give(isWhole: boolean): void {
    const [first = Buffer.alloc(0)] = this.#held;
    const line = this.#held.length <= 1 ? first : Buffer.concat(this.#held);
    this.#held = [];
    this.#size = 0;
    this.#take(line, isWhole);
  }
}
