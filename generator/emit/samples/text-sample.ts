import { createRequire } from 'node:module';
import type { SchemaObject } from '../../model/schema/json-schema.ts';

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  time: '12:00:00Z',
  'date-time': '2026-01-31T12:00:00Z',
  duration: 'PT1H',
  email: 'someone@example.org',
  'idn-email': 'someone@example.org',
  hostname: 'example.org',
  'idn-hostname': 'example.org',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.org/',
  'uri-reference': '/page',
  iri: 'https://example.org/',
  'iri-reference': '/page',
  'uri-template': 'https://example.org/{id}',
  'json-pointer': '/a/b',
  'relative-json-pointer': '0/a',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
  regex: '^a+$',
  password: 'secret',
};

/** A text of the format, the pattern and the length that are asked for. */
export function textSample({ format, pattern, minLength = 0, maxLength }: SchemaObject, nth: number): string {
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  if (known !== undefined) return known;
  const least = Number(minLength);
  if (typeof pattern === 'string') return patternSample(pattern, least, nth) ?? '';
  const text = (nth === 0 ? 'text' : `text ${nth + 1}`).padEnd(Math.min(least, 10_000), 'x');
  return typeof maxLength === 'number' ? text.slice(nth === 0 ? 0 : -maxLength, Math.max(maxLength, 0) || 0) : text;
}

const MOST_WORDS = 200;
const PLAIN: readonly (readonly [number, number])[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
];

/** A word of a pattern, letters and digits first; undefined where the pattern is no regular language, or its words are not found soon. */
function patternSample(pattern: string, least: number, nth: number): string | undefined {
  // loaded for the few contracts that have patterns
  const { CharSet, JS, NFA, Words } = createRequire(import.meta.url)('refa') as typeof import('refa');
  const [, start, source, end] = /^(\^?)(.*?)((?<!\\)\$)?$/s.exec(pattern)!;
  try {
    const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: source!, flags: 'u' }).parse({ assertions: 'throw' });
    const plain = CharSet.empty(maxCharacter).union(PLAIN.map(([min, max]) => ({ min, max })));
    const words: string[] = [];
    let seen = 0;
    for (const set of NFA.fromRegex(expression, { maxCharacter }).wordSets()) {
      if (++seen > MOST_WORDS || words.length > nth) break;
      const word = Words.fromUnicodeToString(set.map((characters) => pick(characters.intersect(plain)) ?? pick(characters) ?? 0));
      const padded = end === undefined ? word.padEnd(least, 'x') : start === '' ? word.padStart(least, 'x') : word;
      if (padded.length >= least) words.push(padded);
    }
    return words[nth] ?? words[0];
  } catch {
    return undefined;
  }
}

function pick({ ranges }: { readonly ranges: readonly { readonly min: number }[] }): number | undefined {
  return (ranges.find(({ min }) => min >= 0x61) ?? ranges[0])?.min;
}
