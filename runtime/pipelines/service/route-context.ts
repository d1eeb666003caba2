import { BackendValidationError } from '../../backend/errors/http-errors.ts';
import type { ServerLimits } from '../../backend/server/limits.ts';
import type { ListRange } from './list-range.ts';
import type { PipelineStore } from './pipeline-store.ts';

/** What every route needs. */
export interface RouteContext {
  readonly store: PipelineStore;
  readonly limits: ServerLimits;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
}

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const MOST_ITEMS = 1_000;

/** `skip` and `limit` of a list. Throws BackendValidationError. */
export function readRange(query: Query): ListRange {
  return { skip: readNumber(query, 'skip', 0), limit: Math.min(readNumber(query, 'limit', 100), MOST_ITEMS) };
}

/** Throws BackendValidationError for what is no whole number from 0. */
export function readNumber(query: Query, name: string, otherwise: number): number {
  const text = readText(query, name);
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw refused(name, `must be a whole number from 0 (got ${JSON.stringify(text)})`);
}

/** Throws BackendValidationError for what is given twice. */
export function readText(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw refused(name, 'may be given once');
}

export function refused(name: string, message: string): BackendValidationError {
  return new BackendValidationError(`query.${name} ${message}`, {
    issues: [{ path: [name], message }],
    details: { in: 'query' },
    status: 422,
  });
}
