import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import type { TextRedactor } from './text-redactor.ts';
import { redactShapes } from './token-shapes.ts';

/** Names of run events and errors: part of the vocabulary, whatever a secret is called. */
const VOCABULARY = new Set(
  'type time action plugin contractHash jobId event data file step message context current total percent category overall values status attempt durationMs error value name code stack retryable issues details rollbackErrors errors cause path hint keyword'.split(
    ' ',
  ),
);
const MOST_KNOWN_KEYS = 2_000;
const SHORTEST_BYTES = 4;

type Key = 'plain' | 'secret name' | 'holds secret';

/** Takes secrets out of JSON: known ones in any form, also in keys, in bytes and split over texts; what looks like one; what stands under a telling name. */
export class JsonRedactor {
  readonly #texts: TextRedactor;
  readonly #keys = new Map<string, Key>();

  constructor(texts: TextRedactor) {
    this.#texts = texts;
  }

  /** The value itself where nothing has to be hidden. */
  redact(value: unknown): unknown {
    const found = new Findings();
    this.#collect(value, false, found);
    const redacted = this.#texts.redactAll(found.texts).map(redactShapes);
    if (!found.hasMarked && redacted.every((text, at) => text === found.texts[at])) return value;
    return this.#rebuild(value, false, redacted.values());
  }

  /** Texts in the order in which `#rebuild` needs them. */
  #collect(value: unknown, isSecret: boolean, found: Findings): void {
    if (typeof value === 'string') {
      if (isSecret && value !== '') found.hasMarked = true;
      found.texts.push(value);
    } else if (typeof value === 'number') {
      if (isSecret || this.#texts.isSecret(String(value))) found.hasMarked = true;
    } else if (typeof value === 'object' && value !== null) this.#collectFrom(value, isSecret, found);
  }

  #collectFrom(value: object, isSecret: boolean, found: Findings): void {
    if (this.#areSecretBytes(value)) found.hasMarked = true;
    else if (Array.isArray(value)) for (const item of value) this.#collect(item, isSecret, found);
    else {
      for (const [key, item] of Object.entries(value)) {
        const kind = this.#kindOf(key);
        if (kind === 'holds secret') found.hasMarked = true;
        this.#collect(item, isSecret || kind === 'secret name', found);
      }
    }
  }

  #rebuild(value: unknown, isSecret: boolean, texts: Iterator<string>): unknown {
    if (typeof value === 'string') {
      const text = texts.next().value as string;
      return isSecret && value !== '' ? REDACTED : text;
    }
    if (typeof value === 'number') return isSecret || this.#texts.isSecret(String(value)) ? REDACTED : value;
    if (typeof value !== 'object' || value === null) return value;
    if (this.#areSecretBytes(value)) return REDACTED;
    if (Array.isArray(value)) return value.map((item) => this.#rebuild(item, isSecret, texts));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const kind = this.#kindOf(key);
        return [kind === 'holds secret' ? this.#texts.redact(key) : key, this.#rebuild(item, isSecret || kind === 'secret name', texts)];
      }),
    );
  }

  #kindOf(key: string): Key {
    if (VOCABULARY.has(key)) return 'plain';
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const kind = this.#texts.holdsSecret(key) ? 'holds secret' : isSecretName(key) ? 'secret name' : 'plain';
    if (this.#keys.size >= MOST_KNOWN_KEYS) this.#keys.clear();
    this.#keys.set(key, kind);
    return kind;
  }

  /** A Buffer that became JSON is a list of numbers. */
  #areSecretBytes(value: object): boolean {
    if (this.#texts.isEmpty) return false;
    const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (items.length < SHORTEST_BYTES || !items.every(isByte)) return false;
    return this.#texts.holdsSecret(Buffer.from(items).toString('latin1')); // a form of every secret is how its bytes look in latin1
  }
}

class Findings {
  readonly texts: string[] = [];
  /** Something has to be hidden that is not found in a text. */
  hasMarked = false;
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}
