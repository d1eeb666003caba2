import type { Place, Span } from '../diagnostics/types.ts';

/** Whether a pointer means the value there, or the key that it has in its map. */
export type PointerTarget = 'key' | 'value';

/** A file that was read: its value, and where in the text every part of the value stands. */
export interface LocatedDocument {
  /** Relative to the plugin, with `/`. */
  readonly file: string;
  /** The same file as a `file:` URL: the base of its relative references. */
  readonly uri: string;
  readonly text: string;
  readonly value: unknown;
  /** Undefined where the document has nothing at the pointer; an item of a list has no key. */
  locate(pointer: string, target?: PointerTarget): Span | undefined;
  /** As `locate`, for a diagnostic: the nearest part that exists, with the text of its line. */
  place(pointer: string, target?: PointerTarget): Place;
  /** The text of the value at the pointer, as the author wrote it. */
  source(pointer: string): string | undefined;
}
