import { displayWidth, makeVisible } from './display.ts';

export interface CodeFrame {
  /** The line, cut to a window around the span, harmless to print. */
  readonly line: string;
  /** What stands below it up to the first caret. */
  readonly indent: string;
  readonly carets: string;
}

/** A line of a file with carets under the exact stretch from `column` (from 1) to `endColumn` (exclusive). */
export function codeFrame(excerpt: string, column: number, endColumn: number): CodeFrame {
  const start = column - 1;
  const from = excerpt.length > WINDOW && start > WINDOW / 2 ? start - WINDOW / 4 : 0;
  const to = Math.min(excerpt.length, from + WINDOW);
  const head = from > 0 ? '…' : '';
  const tail = to < excerpt.length ? '…' : '';
  const marked = excerpt.slice(start, Math.min(endColumn - 1, to));
  return {
    line: `${head}${makeVisible(excerpt.slice(from, to))}${tail}`.trimEnd(),
    indent: ' '.repeat(displayWidth(head + makeVisible(excerpt.slice(from, start)))),
    carets: '^'.repeat(Math.max(1, displayWidth(makeVisible(marked)))),
  };
}

/** Characters of a line that are shown; minified JSON is one line of a whole file. */
const WINDOW = 120;
