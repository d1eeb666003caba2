import type { DataOf, DiagnosticCode } from '../diagnostics/catalogue.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { SourceText } from './source-text.ts';

/** Reports what is wrong with a text by offsets, while there is no value yet that pointers could lead into. */
export class TextReporter {
  readonly #diagnostics: Diagnostics;
  readonly #file: string;
  readonly #source: SourceText;

  constructor(diagnostics: Diagnostics, file: string, source: SourceText) {
    this.#diagnostics = diagnostics;
    this.#file = file;
    this.#source = source;
  }

  report<C extends DiagnosticCode>(code: C, data: DataOf<C>, range: { start: number; end: number }, suggestion?: string): void {
    const span = this.#source.span(range.start, range.end);
    this.#diagnostics.report(code, data, { file: this.#file, span, excerpt: this.#source.line(span.line) }, suggestion);
  }

  /** The line of an offset, to speak of another place in a message. */
  lineOf(offset: number): number {
    return this.#source.span(offset, offset + 1).line;
  }
}
