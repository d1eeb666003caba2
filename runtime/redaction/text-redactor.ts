import { REDACTED } from './redacted.ts';
import { RewrittenText } from './rewritten-text.ts';
import { formsOf, SHORTEST_SECRET } from './secret-forms.ts';
import { type TextRange, TextSearch } from './text-search.ts';

/** A secret in pieces is only taken for one where chance cannot have put the pieces together. */
const SHORTEST_SPLIT = 8;

/** Finds known secrets in texts, in whatever form. Made once for a set of secrets; a text costs its length, however many there are. */
export class TextRedactor {
  readonly isEmpty: boolean;
  readonly #search: TextSearch;
  readonly #exact: ReadonlySet<string>;

  constructor(secrets: ReadonlySet<string>) {
    this.isEmpty = secrets.size === 0;
    this.#search = new TextSearch([...secrets].flatMap(formsOf));
    this.#exact = secrets;
  }

  /** True where the text is a secret and nothing else. */
  isSecret(text: string): boolean {
    return this.#exact.has(text);
  }

  holdsSecret(text: string): boolean {
    return this.#find(text).length > 0;
  }

  redact(text: string): string {
    return cut(text, this.#find(text));
  }

  /**
   * Several texts that stand beside each other, each without the secrets in it, and without its part of a secret that is split over them. The
   * same array where there is none.
   */
  redactAll(texts: readonly string[]): readonly string[] {
    const whole = texts.join('');
    const found = this.#find(whole);
    if (found.length === 0) return texts;
    let from = 0;
    return texts.map((text) => {
      const start = from;
      from += text.length;
      return cut(
        text,
        found.flatMap((range) => within(range, start, from)),
      );
    });
  }

  #find(text: string): TextRange[] {
    if (this.isEmpty || text.length < SHORTEST_SECRET) return [];
    const found = this.#search.find(text);
    for (const read of RewrittenText.readings(text)) for (const range of this.#search.find(read.text)) found.push(read.toOriginal(range));
    return found;
  }
}

/** The part of a place that lies in a text from `start` to `end`; none of a short one that goes over its borders. */
function within([from, to]: TextRange, start: number, end: number): TextRange[] {
  if (to <= start || from >= end) return [];
  if ((from < start || to > end) && to - from < SHORTEST_SPLIT) return [];
  return [[Math.max(from, start) - start, Math.min(to, end) - start]];
}

function cut(text: string, ranges: readonly TextRange[]): string {
  if (ranges.length === 0) return text;
  let result = '';
  let kept = 0; // up to here, all is written or cut
  let isOpen = false;
  for (const [from, to] of ranges.toSorted((one, other) => one[0] - other[0])) {
    if (from > kept || !isOpen) result += `${text.slice(kept, from)}${REDACTED}`;
    isOpen = true;
    kept = Math.max(kept, to);
  }
  return result + text.slice(kept);
}
