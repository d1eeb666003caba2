import { RayError } from '../../errors/ray-error.ts';

/** What a response says, as an error. The message holds the request line and the server's own sentence, never a header. */
export function responseError(request: string, status: number, body: string, retryAfter?: number): RayError {
  const { sentence, innerStatus } = readServerMessage(body);
  const known = classify(innerStatus ?? status, sentence); // the head wraps the 400 of its agent in a 500
  const details = { status: innerStatus ?? status, ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }) };
  return new RayError(`${request} answered ${status}: ${sentence || 'nothing'}${known.advice ? `. ${known.advice}` : ''}`, {
    code: known.code,
    retryable: known.retryable ?? false,
    details,
  });
}

export interface ServerMessage {
  /** The last line of a Python traceback, or the whole of a short answer. */
  readonly sentence: string;
  /** What the agent answered the head, where the head wraps it in a 500. */
  readonly innerStatus?: number;
}

/** Finds the sentence in an error body: Ray answers with plain text, often a traceback, and wraps an agent's 400 in its own 500. */
export function readServerMessage(body: string): ServerMessage {
  const wrapped = /Request failed with status code (\d+):\s*([\s\S]*)/.exec(body);
  const text = wrapped?.[2] ?? body;
  const lines = text.split('\n').map((line) => line.trim().replace(/\.$/, ''));
  const last = lines.findLast((line) => line !== '') ?? '';
  const sentence = last.replace(/^(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception): /, '').slice(0, 500);
  return wrapped ? { sentence, innerStatus: Number(wrapped[1]) } : { sentence };
}

interface Verdict {
  readonly code: string;
  readonly retryable?: boolean;
  readonly advice?: string;
}

function classify(status: number, sentence: string): Verdict {
  if (status >= 300 && status < 400) return { code: 'REDIRECT_REFUSED', advice: 'Redirects are not followed: give the final address' };
  if (status === 401)
    return { code: 'NOT_AUTHENTICATED', advice: 'Set RAY_AUTH_TOKEN, or RAY_AUTH_TOKEN_PATH to the file that holds the token' };
  if (status === 403)
    return {
      code: 'NOT_ALLOWED',
      advice:
        'The token is not, or no longer, the one of this cluster: it comes from RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token',
    };
  if (status === 404) return { code: 'NOT_FOUND' };
  if (status === 405 && sentence.includes('browser'))
    return { code: 'REQUEST_REJECTED', advice: 'A proxy in between adds browser headers' };
  if (status === 413) return { code: 'TOO_LARGE' };
  if (status === 429 || (status >= 502 && status <= 504)) return { code: 'CLUSTER_BUSY', retryable: true };
  if (sentence.includes('No available agent')) {
    return {
      code: 'NO_AGENT',
      retryable: true,
      advice: "Ray's agent on the head node is not up (yet); a second Ray on one host takes its port",
    };
  }
  if (sentence.startsWith('Server got itself in trouble') || sentence.startsWith('500 Internal Server Error'))
    return { code: 'CLUSTER_ERROR', retryable: true };
  return { code: status >= 500 ? 'CLUSTER_ERROR' : 'REQUEST_REJECTED' };
}
