import type { BackendError } from '../../errors/backend-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { BackendConnectionError, BackendResponseIncomplete, BackendTimeoutError } from '../errors/connection-errors.ts';
import { httpError } from '../errors/http-errors.ts';

/** What cannot have reached the server: there was no connection yet. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** An answer that says no: the backend's own words, shortened; never a header. */
export function answered(line: string, status: number, body: string, wait: number | undefined): BackendError {
  const { words, issues, code, offset } = readProblem(body);
  const details = { ...(wait !== undefined && { retryAfterMs: wait }), ...(typeof offset === 'number' && { offset }) };
  const options = { details, issues, ...(code !== undefined && { code }) };
  return httpError(`${line} answered ${status}${words === '' ? '' : `: ${words}`}`, status, options);
}

/** No answer. The library's own error is not kept: it carries the request with its tokens. `timedOut`: the limit that ended it, in milliseconds. */
export function unanswered(line: string, error: unknown, timedOut?: number): BackendError {
  if (timedOut !== undefined) return new BackendTimeoutError(`${line} got no answer within ${timedOut / 1000} s`);
  const inner = innermost(error);
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const words = inner instanceof Error ? inner.message || code : String(inner);
  if (NOT_CONNECTED.has(code))
    return new BackendConnectionError(`${line} got no answer: ${code}${code === 'ECONNREFUSED' ? '. Is the backend running there?' : ''}`, {
      details: { arrived: false },
    });
  return new BackendResponseIncomplete(`${line} got no answer: ${words}`);
}

/** An AggregateError (one refusal for IPv4 and one for IPv6) has no message of its own. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  return error instanceof Error && error.cause instanceof AggregateError ? error.cause.errors[0] : error;
}

interface ReadProblem {
  readonly words: string;
  readonly issues: readonly Issue[];
  readonly code?: string | undefined;
  readonly offset?: unknown;
}

/** `{ detail }` as a sentence or as a list with places, by schemas/backend/problem; any other text is taken as it is. */
function readProblem(body: string): ReadProblem {
  const { detail, code, offset } = parse(body);
  const named = { code: typeof code === 'string' ? code : undefined, offset };
  if (typeof detail === 'string') return { words: shorten(detail), issues: [], ...named };
  if (!Array.isArray(detail)) return { words: shorten(body), issues: [] };
  const issues = detail.map(({ loc, msg }: { loc?: unknown; msg?: unknown }) => ({
    path: Array.isArray(loc) ? (loc.slice(1) as (string | number)[]) : [],
    message: String(msg),
  }));
  return { words: shorten(issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ')), issues, ...named };
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function shorten(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
