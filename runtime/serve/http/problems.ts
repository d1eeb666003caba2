import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { Issue } from '../../validation/issue.ts';
import { ServeProblem, ServeReply } from '../serve-routes.ts';

/** Statuses of failures that are the caller's, or pass. */
const STATUSES: Readonly<Record<string, number>> = {
  VALIDATION_FAILED: 422,
  TOKEN_REFUSED: 401,
  MODELS_CLOSED: 503,
  NO_MODEL: 404,
  MODEL_NOT_FOUND: 404,
};

/** What a handler gave, as an answer with status 200; nothing is 204. */
export function answerOf(answer: unknown): ServeReply {
  return answer === undefined ? new ServeReply(204) : new ServeReply(200, answer);
}

/** A failure as the caller is told it (RFC 9457): one sentence, a code, and the issues of what was sent. No secret, and no stack. */
export function problemOf(error: unknown, redactor: Redactor): ServeReply {
  const status = statusOf(error);
  const { code, issues } = error as { readonly code?: unknown; readonly issues?: readonly Issue[] };
  const body = {
    title: redactor.redactText(messageOf(error)).split('\n')[0],
    status,
    ...(typeof code === 'string' && { code }),
    ...(issues !== undefined && { issues: issues.map(({ path, message }) => ({ path, message: redactor.redactText(message) })) }),
  };
  return new ServeReply(status, body, {
    'Content-Type': 'application/problem+json',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 503 && { 'Retry-After': '1' }),
  });
}

function statusOf(error: unknown): number {
  if (error instanceof ServeProblem) return error.status;
  if (!isActionsmithError(error)) return 500;
  const ofBackend = error.details['status'];
  if (ofBackend === 404) return 404;
  return STATUSES[error.code] ?? 500;
}
