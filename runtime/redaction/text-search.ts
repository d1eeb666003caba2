/** From (included) and to (excluded). */
export type TextRange = readonly [from: number, to: number];

const TABLE_SIZE = 1 << 16;

/** Finds many texts in one pass, however many they are: a table tells by three characters whether one of them may begin here. */
export class TextSearch {
  readonly #mayBegin = new Uint8Array(TABLE_SIZE);
  readonly #byStart = new Map<number, string[]>();

  /** Texts of at least three characters. */
  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) {
      const start = slot(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2));
      this.#mayBegin[start] = 1;
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), text]);
    }
  }

  /** Every place where one of the texts stands, by where it begins; places may overlap. */
  find(text: string): TextRange[] {
    const found: TextRange[] = [];
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let from = 0; from + 2 < text.length; from++) {
      const third = text.charCodeAt(from + 2);
      const start = slot(first, second, third);
      if (this.#mayBegin[start] === 1) this.#compare(text, from, start, found);
      first = second;
      second = third;
    }
    return found;
  }

  #compare(text: string, from: number, start: number, found: TextRange[]): void {
    for (const one of this.#byStart.get(start) ?? []) if (text.startsWith(one, from)) found.push([from, from + one.length]);
  }
}

function slot(first: number, second: number, third: number): number {
  return (first ^ (second << 5) ^ (third << 10)) & (TABLE_SIZE - 1);
}
