/** What a diagnostic is, and what the catalogue must say about each of them. */

/** `error` stops the generator, `warning` does not, `note` tells what was done on the author's behalf. */
export type Severity = 'error' | 'warning' | 'note';

/** One line of the catalogue: everything that is known about a code before it is raised. */
export interface CatalogueEntry<D = never> {
  readonly severity: Severity;
  /** What is wrong in general, without names. */
  readonly title: string;
  /** What is wrong here: one sentence without a full stop, its texts quoted by `quote`. */
  message(data: D): string;
  /** What to do about it, where no better suggestion is known. */
  readonly fix: string;
}

/** Code to entry. `never` lets every entry choose its own data. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** A stretch of one line of a file. Lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Span {
  readonly line: number;
  readonly column: number;
  /** At least 1, and never past the end of the line. */
  readonly length: number;
}

/** Where a diagnostic points. Without a span it is about the file as a whole. */
export interface Place {
  /** Relative to the plugin, with `/`. */
  readonly file: string;
  readonly pointer?: string;
  readonly span?: Span;
  /** The whole line that the span lies in, for the code frame. */
  readonly excerpt?: string;
  readonly via?: readonly Waypoint[];
}

/** A reference that led here from another file. */
export interface Waypoint {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing an author should know. Plain data, so that every renderer and every caller reads the same. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Exclusive. */
  readonly endColumn: number;
  /** JSON pointer (RFC 6901) of the value or key that is meant; '' is the whole document. */
  readonly pointer: string;
  /** What to do about it: a suggestion for this very place where there is one, else the catalogue's fix. */
  readonly help: string;
  /** Set where `help` is about this very place; it is then printed beside the carets. */
  readonly suggestion?: string;
  readonly excerpt?: string;
  /** The references through which this file came into the contract, the last first. */
  readonly via?: readonly Waypoint[];
}
