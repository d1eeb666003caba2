import { BackendError } from '../../errors/backend-error.ts';
import type { Page } from '../backend.ts';
import type { BackendAnswer } from './backend-http.ts';

/** An object. Throws BackendError BAD_ANSWER: a gateway's login page says 200 too. */
export function readItem<T>({ body }: BackendAnswer<string>): T {
  const value = parse(body);
  if (!isObject(value)) throw badAnswer('an object was expected');
  return value as T;
}

export function readItems<T>({ body }: BackendAnswer<string>): T[] {
  const value = parse(body);
  if (!Array.isArray(value) || !value.every(isObject)) throw badAnswer('a list of objects was expected');
  return value as T[];
}

export function readPage<T>(answer: BackendAnswer<string>): Page<T> {
  const { count, next, results } = readItem<{ count?: unknown; next?: unknown; results?: unknown }>(answer);
  if (!Array.isArray(results) || !results.every(isObject)) throw badAnswer('a page of objects was expected');
  return { count: typeof count === 'number' ? count : results.length, items: results as T[], cursor: cursorIn(next) };
}

function cursorIn(next: unknown): string | undefined {
  if (typeof next !== 'string') return undefined;
  return new URL(next, 'http://localhost').searchParams.get('cursor') ?? undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer('it is no JSON');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badAnswer(why: string): BackendError {
  return new BackendError(`the backend gave an answer that is none of a backend: ${why}`, { code: 'BAD_ANSWER' });
}
