import { StorageError } from './storage-error.ts';

const MOST_BYTES = 1_024;

/** Throws BAD_KEY for a key that no storage could hold, or that would lead out of it. */
export function checkKey(key: string): void {
  const problem = problemOf(key, key.split('/'));
  if (problem !== undefined) throw badKey(key, problem);
}

/** Of a list: also empty, or the beginning of a name. Throws BAD_KEY. */
export function checkPrefix(prefix: string): void {
  const problem = prefix === '' ? undefined : problemOf(prefix, prefix.replace(/\/$/, '').split('/'));
  if (problem !== undefined) throw badKey(prefix, problem);
}

function problemOf(key: unknown, parts: readonly string[]): string | undefined {
  if (typeof key !== 'string') return 'must be a text';
  if (parts.includes('..') || parts.includes('.')) return 'must not have . or .. as a part';
  if (parts.includes('')) return 'must not be empty, begin or end with /, or have // in it';
  if (/[\\\p{Cc}]/u.test(key)) return 'must not have a backslash or a control character';
  if (/\p{Cs}/u.test(key)) return 'must be well-formed text';
  if (Buffer.byteLength(key) > MOST_BYTES) return `must have at most ${MOST_BYTES} bytes`;
  return undefined;
}

function badKey(key: unknown, problem: string): StorageError {
  return new StorageError(`the key of a file in a storage ${problem} (got ${JSON.stringify(key)?.slice(0, 200)})`, { code: 'BAD_KEY' });
}
