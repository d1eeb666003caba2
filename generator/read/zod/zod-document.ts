import type { Place, Span } from '../../diagnostics/types.ts';
import type { LocatedDocument, PointerTarget } from '../located-document.ts';
import { parsePointer } from '../pointer.ts';
import { SourceText } from '../source-text.ts';

/** A JSON Schema that was made from an export of an author's module. Its places are those of the declaration and, below it, of the properties. */
export class ZodDocument implements LocatedDocument {
  readonly file: string;
  readonly uri: string;
  readonly value: unknown;
  readonly #name: string;
  readonly #source: SourceText;

  constructor(options: { file: string; uri: string; text: string; name: string; value: unknown }) {
    this.file = options.file;
    this.uri = options.uri;
    this.value = options.value;
    this.#name = options.name;
    this.#source = new SourceText(options.text);
  }

  get text(): string {
    return this.#source.text;
  }

  locate(pointer: string): Span {
    const parts = parsePointer(pointer);
    return this.locateProperty(parts.filter((_, index) => parts[index - 1] === 'properties'));
  }

  // oxlint-disable-next-line no-unused-vars -- a module has no keys and values to tell apart
  place(pointer: string, _target?: PointerTarget): Place {
    return { ...this.placeProperty([]), ...this.#placeAt(this.locate(pointer)), pointer };
  }

  /** Where a property is declared, found by its name behind the declaration of the schema: as near as can be told without running the module. */
  placeProperty(path: readonly string[]): Place {
    return this.#placeAt(this.locateProperty(path));
  }

  locateProperty(path: readonly string[]): Span {
    let start = this.#find(new RegExp(String.raw`\b(?:const|let|var|as)\s+(${escape(this.#name)})\b`, 'd'), 0);
    start ??= this.#find(new RegExp(String.raw`\b(${escape(this.#name)})\b`, 'd'), 0) ?? [0, 1];
    for (const name of path) {
      const next = this.#find(new RegExp(String.raw`[{,\s]['"]?(${escape(name)})['"]?\s*:`, 'd'), start[1]);
      if (next === undefined) break;
      start = next;
    }
    return this.#source.span(...start);
  }

  /** Where an export that is missing would be: the first line. */
  source(): undefined {
    return undefined;
  }

  #placeAt(span: Span): Place {
    return { file: this.file, pointer: '', span, excerpt: this.#source.line(span.line) };
  }

  #find(pattern: RegExp, from: number): [number, number] | undefined {
    const found = pattern.exec(this.text.slice(from))?.indices?.[1];
    return found && [found[0] + from, found[1] + from];
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
