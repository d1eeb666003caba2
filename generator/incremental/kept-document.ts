import type { Place, Span } from '../diagnostics/types.ts';
import { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { LocatedDocument, PointerTarget } from '../read/located-document.ts';
import { readLocated } from '../read/read-located.ts';

/** config.yaml as it was when it was last read, with some of its actions only. Its text is parsed when somebody asks for a place in it, which is rare and slow. */
export class KeptDocument implements LocatedDocument {
  readonly file: string;
  readonly uri: string;
  readonly value: unknown;
  readonly #path: string;
  #parsed: LocatedDocument | undefined;

  constructor(options: { file: string; uri: string; path: string; value: unknown }) {
    this.file = options.file;
    this.uri = options.uri;
    this.value = options.value;
    this.#path = options.path;
  }

  get text(): string {
    return this.#document().text;
  }

  locate(pointer: string, target?: PointerTarget): Span | undefined {
    return this.#document().locate(pointer, target);
  }

  place(pointer: string, target?: PointerTarget): Place {
    return this.#document().place(pointer, target);
  }

  source(pointer: string): string | undefined {
    return this.#document().source(pointer);
  }

  #document(): LocatedDocument {
    this.#parsed ??= readLocated(this.#path, { file: this.file, uri: this.uri, diagnostics: new Diagnostics() });
    if (this.#parsed === undefined) throw new Error(`${this.file} was readable a moment ago`);
    return this.#parsed;
  }
}
