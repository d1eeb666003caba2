import { RayError } from '../../errors/ray-error.ts';

const TRANSIENT = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/**
 * A request that got no answer, as an error. The HTTP library's error object is not kept: it carries the request with its token.
 * `timedOut` is the limit in milliseconds, where that is what ended it.
 */
export function networkError(request: string, error: unknown, timedOut?: number): RayError {
  if (timedOut !== undefined) {
    return new RayError(`${request} did not answer within ${timedOut / 1000} s`, { code: 'REQUEST_TIMED_OUT', retryable: true });
  }
  const code = codeOf(error);
  if (/maxContentLength/.test(messageOf(error))) {
    return new RayError(`${request} answered more than this client accepts`, { code: 'TOO_LARGE' });
  }
  const transient = TRANSIENT.has(code) || /socket hang up|aborted/.test(messageOf(error));
  return new RayError(`${request} got no answer: ${messageOf(error)}${code === 'ECONNREFUSED' ? '. Is Ray running there?' : ''}`, {
    code: 'CLUSTER_UNREACHABLE',
    retryable: transient,
    details: { reason: code },
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** An AggregateError (one refusal for IPv4 and one for IPv6) has no message of its own. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const first =
    error instanceof AggregateError ? error.errors[0] : error.cause instanceof AggregateError ? error.cause.errors[0] : undefined;
  return error.message || (first instanceof Error ? first.message : codeOf(error)) || error.name;
}
