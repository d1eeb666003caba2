import { LineSplitter } from './line-splitter.ts';

const LONGEST_LINE = 64 << 10;
/** Of what a script printed last, for the error that it fails of. */
const TAIL_LINES = 20;
const TAIL_BYTES = 8 << 10;

/** What a script prints goes to where the action's own output goes, line by line, without the secrets of the run. The last lines of stderr are kept. */
export class PrintedOutput {
  readonly #clean: (text: string) => string;
  readonly #streams = new Map<NodeJS.WriteStream, LineSplitter>();
  #last: string[] = [];

  constructor(clean: (text: string) => string) {
    this.#clean = clean;
  }

  print(stream: NodeJS.WriteStream, chunk: Buffer): void {
    let lines = this.#streams.get(stream);
    if (lines === undefined) {
      lines = new LineSplitter((line, isWhole) => this.#write(stream, line, isWhole), { longest: LONGEST_LINE, atReturns: true });
      this.#streams.set(stream, lines);
    }
    lines.add(chunk);
  }

  end(): void {
    for (const lines of this.#streams.values()) lines.end();
  }

  get tail(): string {
    return this.#last.join('\n').slice(-TAIL_BYTES);
  }

  #write(stream: NodeJS.WriteStream, line: Buffer, isWhole: boolean): void {
    const text = this.#clean(line.toString('utf8'));
    stream.write(isWhole ? `${text}\n` : text);
    const shown = text.trimEnd();
    if (stream !== process.stderr || shown === '') return;
    this.#last = [...this.#last, shown].slice(-TAIL_LINES);
  }
}
