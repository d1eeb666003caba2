import type { Span } from '../diagnostics/types.ts';

/** A text that knows its lines. Offsets count from 0, lines and columns from 1. */
export class SourceText {
  readonly text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** From `start` to `end`, but not past the end of the first line, and never empty. */
  span(start: number, end: number): Span {
    const line = this.#lineAt(start);
    const first = this.#lineStarts[line - 1] ?? 0;
    const length = Math.min(end, first + this.line(line).length) - start;
    return { line, column: start - first + 1, length: Math.max(1, length) };
  }

  /** The line without its end. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1] ?? this.text.length;
    const next = this.#lineStarts[number] ?? this.text.length + 1;
    const line = this.text.slice(start, next - 1);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  get #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    return (this.#starts = starts);
  }

  #lineAt(offset: number): number {
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
