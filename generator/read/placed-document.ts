import type { Place, Span } from '../diagnostics/types.ts';
import type { LocatedDocument, PointerTarget } from './located-document.ts';
import { findNode, type LocatedNode, toValue } from './located-node.ts';
import { parsePointer, toPointer } from './pointer.ts';
import type { SourceText } from './source-text.ts';

/** A document that finds the places of its values when somebody asks, which in a contract without mistakes is never. */
export class PlacedDocument implements LocatedDocument {
  readonly file: string;
  readonly uri: string;
  readonly value: unknown;
  readonly #source: SourceText;
  readonly #root: LocatedNode;

  constructor(options: { file: string; uri: string; source: SourceText; root: LocatedNode }) {
    this.file = options.file;
    this.uri = options.uri;
    this.#source = options.source;
    this.#root = options.root;
    this.value = toValue(options.root);
  }

  get text(): string {
    return this.#source.text;
  }

  locate(pointer: string, target: PointerTarget = 'value'): Span | undefined {
    const range = this.#range(parsePointer(pointer), target);
    return range && this.#source.span(range.start, range.end);
  }

  place(pointer: string, target: PointerTarget = 'value'): Place {
    const path = parsePointer(pointer);
    for (let length = path.length; length >= 0; length--) {
      const part = path.slice(0, length);
      // A missing part is shown at the key of what should hold it.
      const exact = length === path.length;
      const range = this.#range(part, exact ? target : 'key') ?? this.#range(part, 'value');
      if (!range) continue;
      const span = this.#source.span(range.start, length === 0 ? range.start + 1 : range.end);
      return { file: this.file, pointer: toPointer(path), span, excerpt: this.#source.line(span.line) };
    }
    return { file: this.file, pointer };
  }

  source(pointer: string): string | undefined {
    const range = this.#range(parsePointer(pointer), 'value');
    return range && this.text.slice(range.start, range.end);
  }

  #range(path: readonly string[], target: PointerTarget): { start: number; end: number } | undefined {
    const found = findNode(this.#root, path);
    return target === 'key' ? found?.entry?.keyRange : found?.node;
  }
}
