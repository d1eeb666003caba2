import { catalogue, type DataOf, type DiagnosticCode } from './catalogue.ts';
import type { CatalogueEntry, Diagnostic, Place } from './types.ts';

/** Collects what an author should know. Nothing is thrown and nothing is printed here. */
export class Diagnostics {
  readonly #found: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  /** Adds one. `suggestion` is better advice for this very place than the catalogue's fix: `did you mean "train"?` */
  report<C extends DiagnosticCode>(code: C, data: DataOf<C>, place: Place, suggestion?: string): void {
    this.reportUntyped(code, data, place, suggestion);
  }

  /** As `report`, where code and data travelled together as plain data and can no longer be matched by the compiler. */
  reportUntyped(code: DiagnosticCode, data: unknown, place: Place, suggestion?: string): void {
    const entry: CatalogueEntry = catalogue[code];
    const message = entry.message(data as never);
    this.add(makeDiagnostic(code, entry, message, place, suggestion));
  }

  /** Adds what was made elsewhere. The same diagnostic twice is one. */
  add(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { code, file, line, column, message } = diagnostic;
      const key = JSON.stringify([code, file, line, column, message]);
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#found.push(diagnostic);
    }
  }

  get hasErrors(): boolean {
    return this.#found.some((diagnostic) => diagnostic.severity === 'error');
  }

  /** In the order of the files' text; files in the order in which they were first mentioned. */
  list(): readonly Diagnostic[] {
    const files = [...new Set(this.#found.map((diagnostic) => diagnostic.file))];
    const rank = new Map(files.map((file, index) => [file, index]));
    return [...this.#found].sort(
      (a, b) =>
        (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) ||
        a.line - b.line ||
        a.column - b.column ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
  }
}

function makeDiagnostic(
  code: DiagnosticCode,
  entry: CatalogueEntry,
  message: string,
  place: Place,
  suggestion: string | undefined,
): Diagnostic {
  const span = place.span ?? { line: 1, column: 1, length: 1 };
  return {
    code,
    severity: entry.severity,
    message: message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message,
    file: place.file,
    line: span.line,
    column: span.column,
    endColumn: span.column + span.length,
    pointer: place.pointer ?? '',
    help: suggestion ?? entry.fix,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(place.via === undefined || place.via.length === 0 ? {} : { via: place.via }),
    ...(place.excerpt === undefined ? {} : { excerpt: place.excerpt }),
  };
}

/** Of a message: nobody reads more, and texts of a contract may be of any length. */
const LONGEST = 1000;
