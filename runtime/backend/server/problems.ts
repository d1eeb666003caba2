import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../generated/backend/problem/types.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { isBackendHttpError } from '../errors/http-errors.ts';

/** Answers an error: what was wrong with the request is said, what is wrong with the server is not (it is in the server's own log). */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, problem } = problemOf(error);
  const { raw } = request;
  const isGone = raw.errored === error || (raw.destroyed && !raw.complete); // who cut the connection reads no answer, and it is no failure of ours
  if (status >= 500 && !isGone) request.log.error({ err: error }, 'a request failed');
  if (status === 401) void reply.header('WWW-Authenticate', 'Token');
  const offset = isActionsmithError(error) ? error.details['offset'] : undefined;
  void reply.code(status).send({ ...problem, ...(typeof offset === 'number' && { offset }) });
}

function problemOf(error: unknown): { readonly status: number; readonly problem: Problem } {
  if (isBackendHttpError(error)) {
    const { issues } = error as { readonly issues?: readonly Issue[] };
    const detail =
      issues !== undefined && issues.length > 0
        ? issues.map((issue) => partOf(issue, String(error.details['in'] ?? 'body')))
        : error.message;
    return { status: error.status, problem: { detail, code: error.code } };
  }
  const { statusCode, code = 'BAD_REQUEST', message } = error as Partial<FastifyError>;
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, problem: { detail: message ?? '', code } };
  return { status: 500, problem: { detail: 'the backend failed; its own log says why', code: 'BACKEND_FAILED' } };
}

function partOf({ path, message, hint, keyword }: Issue, where: string): { loc: (string | number)[]; msg: string; type: string } {
  return { loc: [where, ...path], msg: hint === undefined ? message : `${message}; ${hint}`, type: keyword ?? 'value' };
}
