import { explainJsonError } from './explain-json-error.ts';
import { isRounded } from './is-rounded.ts';
import { MAX_DEPTH, MAX_JSON_VALUES } from './limits.ts';
import type { LocatedEntry, LocatedNode } from './located-node.ts';
import type { TextReporter } from './text-reporter.ts';

/**
 * JSON (RFC 8259) becomes located nodes; undefined after the first mistake, which was reported.
 * The platform's parser tells neither places nor equal keys, and YAML's takes things for JSON that are none.
 */
export function parseJson(text: string, reporter: TextReporter): LocatedNode | undefined {
  try {
    return new JsonReader(text, reporter).document();
  } catch (stop) {
    if (stop instanceof Stop) return undefined;
    throw stop;
  }
}

/** Reported already; unwinds the reader. */
class Stop extends Error {}

class JsonReader {
  readonly #text: string;
  readonly #reporter: TextReporter;
  #at = 0;
  #depth = 0;
  #values = 0;

  constructor(text: string, reporter: TextReporter) {
    this.#text = text;
    this.#reporter = reporter;
  }

  document(): LocatedNode {
    this.#skipSpace();
    const node = this.#value(undefined);
    this.#skipSpace();
    return this.#at === this.#text.length ? node : this.#fail('end', undefined);
  }

  #value(open: number | undefined): LocatedNode {
    if (++this.#values > MAX_JSON_VALUES) return this.#stop('TOO_MANY_VALUES', { limit: MAX_JSON_VALUES });
    const start = this.#at;
    const char = this.#text[start];
    if (char === '{' || char === '[') return this.#collection(char, start);
    const token = this.#match(char === '"' ? STRING : LITERAL);
    if (token === undefined) return this.#fail('value', open);
    const value = JSON.parse(token) as string | number | boolean | null;
    const range = { start, end: this.#at };
    if (typeof value === 'number' && !Number.isFinite(value)) this.#reporter.report('NUMBER_NOT_FINITE', { text: token }, range);
    else if (typeof value === 'number' && isRounded(token, value)) this.#reporter.report('NUMBER_ROUNDED', { text: token, value }, range);
    return { kind: 'scalar', value, ...range };
  }

  #collection(char: '{' | '[', start: number): LocatedNode {
    if (++this.#depth > MAX_DEPTH) return this.#stop('TOO_DEEP', { limit: MAX_DEPTH });
    this.#at++;
    const close = char === '{' ? '}' : ']';
    const entries: LocatedEntry[] = [];
    const items: LocatedNode[] = [];
    this.#skipSpace();
    if (this.#text[this.#at] !== close) {
      do {
        this.#skipSpace();
        if (char === '{') entries.push(this.#entry(start));
        else items.push(this.#value(start));
        this.#skipSpace();
      } while (this.#take(','));
    }
    if (!this.#take(close)) this.#fail(close, start);
    this.#depth--;
    const range = { start, end: this.#at };
    return char === '{' ? { kind: 'map', entries, ...range } : { kind: 'list', items, ...range };
  }

  #entry(open: number): LocatedEntry {
    const start = this.#at;
    const token = this.#match(STRING);
    if (token === undefined) return this.#fail('key', open);
    const keyRange = { start, end: this.#at };
    this.#skipSpace();
    if (!this.#take(':')) this.#fail(':', open);
    this.#skipSpace();
    return { key: JSON.parse(token) as string, keyRange, node: this.#value(open) };
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #stop(code: 'TOO_MANY_VALUES' | 'TOO_DEEP', data: { limit: number }): never {
    this.#reporter.report(code, data, { start: this.#at, end: this.#at + 1 });
    throw new Stop();
  }

  #fail(expected: string, open: number | undefined): never {
    const { problem, suggestion, start, end } = explainJsonError(this.#text, this.#at, expected, open);
    this.#reporter.report('JSON_SYNTAX', { problem }, { start, end }, suggestion);
    throw new Stop();
  }
}

const SPACE = /[ \t\r\n]*/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
// eslint-disable-next-line no-control-regex -- JSON text may not hold control characters as they are
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
