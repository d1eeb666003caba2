import type { TextRange } from './text-search.ts';

/** A run of percent-encoded bytes is one escape: a character may need several. */
const PERCENT = '(?:%[89A-Fa-f][0-9A-Fa-f])+|%[0-7][0-9A-Fa-f]';
const BACKSLASH = '\\\\(?:u[0-9A-Fa-f]{4}|u\\{[0-9A-Fa-f]{1,6}\\}|x[0-9A-Fa-f]{2}|[^])';
const ENTITY = '&(?:#\\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[a-z]{2,4});';
const ANY_ESCAPE = new RegExp([PERCENT, BACKSLASH, ENTITY].join('|'), 'g');
/** Where a text has several signs, one may stand before another by chance: then each kind is read alone too. */
const ONE_KIND = (
  [
    ['%', PERCENT],
    ['\\', BACKSLASH],
    ['&', ENTITY],
  ] as const
).map(([sign, source]) => ({ sign, escape: new RegExp(source, 'g') }));
/** How often something is escaped that was escaped before, at most. */
const MOST_ROUNDS = 3;
const LINE_ENDS = /[\r\n]+/g;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** A text that was read in another way, and where each of its characters stood before. */
export class RewrittenText {
  readonly text: string;
  readonly #before: RewrittenText | undefined;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  private constructor(text: string, starts: Uint32Array, ends: Uint32Array, before: RewrittenText | undefined) {
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
    this.#before = before;
  }

  /** The other ways in which a text can be read: without its escapes, and with its lines put together, as encodings of bytes are often wrapped. */
  static *readings(text: string): Generator<RewrittenText> {
    const kinds = ONE_KIND.filter(({ sign }) => text.includes(sign));
    if (kinds.length > 0) yield* RewrittenText.#unescaped(text, ANY_ESCAPE);
    if (kinds.length > 1) for (const { escape } of kinds) yield* RewrittenText.#unescaped(text, escape);
    if (/[\r\n]/.test(text)) yield RewrittenText.#rewrite(text, LINE_ENDS, () => '', undefined);
  }

  static *#unescaped(text: string, escapes: RegExp): Generator<RewrittenText> {
    let read: RewrittenText | undefined;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = read?.text ?? text;
      read = RewrittenText.#rewrite(before, escapes, unescape, read);
      if (read.text === before) return;
      yield read;
      if (/[\r\n]/.test(read.text)) yield RewrittenText.#rewrite(read.text, LINE_ENDS, () => '', read);
    }
  }

  /** The same place in the text as it was given. */
  toOriginal([from, to]: TextRange): TextRange {
    const place: TextRange = [this.#starts[from] ?? 0, this.#ends[to - 1] ?? 0];
    return this.#before?.toOriginal(place) ?? place;
  }

  static #rewrite(text: string, pattern: RegExp, replace: (match: string) => string, before: RewrittenText | undefined): RewrittenText {
    const starts = new Uint32Array(text.length);
    const ends = new Uint32Array(text.length);
    let written = 0;
    let result = '';
    const copy = (from: number, to: number): void => {
      for (let at = from; at < to; at++) {
        starts[written] = at;
        ends[written++] = at + 1;
      }
      result += text.slice(from, to);
    };
    let read = 0;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      copy(read, index);
      const replacement = replace(match);
      starts.fill(index, written, written + replacement.length);
      ends.fill(index + match.length, written, written + replacement.length);
      written += replacement.length;
      result += replacement;
      read = index + match.length;
    }
    copy(read, text.length);
    return new RewrittenText(result, starts, ends, before);
  }
}

function unescape(match: string): string {
  if (match.startsWith('%')) return Buffer.from(match.replaceAll('%', ''), 'hex').toString('utf8');
  const digits = /^(?:\\[ux]\{?|&#x)([0-9A-Fa-f]+)\}?;?$/i.exec(match)?.[1];
  if (digits !== undefined) return fromCodePoint(parseInt(digits, 16));
  if (match.startsWith('\\')) return CONTROLS[match.charAt(1)] ?? match.charAt(1);
  const name = match.slice(1, -1);
  return name.startsWith('#') ? fromCodePoint(Number(name.slice(1))) : (ENTITIES[name.toLowerCase()] ?? match);
}

function fromCodePoint(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
}
