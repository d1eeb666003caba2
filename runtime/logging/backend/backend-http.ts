import type { AxiosInstance, AxiosResponse } from 'axios';
import { BackendError } from '../../errors/backend-error.ts';
import { retryAfterMs } from '../../timing/backoff.ts';

const ANSWER_LIMIT = 1024 * 1024;
/** These answers say that the request was not taken, and may be next time. */
const LATER = new Set([429, 500, 502, 503]);
/** What cannot have reached the server: there was no connection yet. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

export interface BackendRequest {
  readonly method: 'PATCH' | 'POST';
  /** Below the backend's address. */
  readonly path: string;
  readonly json: string;
  readonly signal?: AbortSignal | undefined;
}

export interface BackendHttpOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For one request; default 15 s. */
  readonly timeoutMs?: number | undefined;
}

/**
 * HTTP to the backend: no redirects (they would carry the tokens elsewhere), no proxy from the environment, a connection for each request, so that none
 * is lost on one that the server has just closed. The HTTP library is loaded by the first request.
 */
export class BackendHttp {
  readonly #options: BackendHttpOptions;
  #axios: Promise<AxiosInstance> | undefined;

  constructor(options: BackendHttpOptions) {
    this.#options = options;
  }

  /**
   * Throws BackendError; its `details` say the `status` of the answer, or where there was none whether the request surely did not arrive
   * (`arrived: false`).
   */
  async send({ method, path, json, signal }: BackendRequest): Promise<void> {
    const line = `${method} ${this.#options.url}${path}`;
    const { timeoutMs = 15_000 } = this.#options;
    const clock = AbortSignal.timeout(timeoutMs);
    if (signal?.aborted) throw noAnswer(line, 'there is no time left', false);
    try {
      const axios = await (this.#axios ??= this.#connect());
      const response = await axios.request({ method, url: path, data: json, signal: signal ? AbortSignal.any([clock, signal]) : clock });
      if (response.status < 200 || response.status >= 300) throw answered(line, response);
    } catch (error) {
      if (error instanceof BackendError) throw error;
      throw clock.aborted ? noAnswer(line, `nothing within ${timeoutMs / 1000} s`) : unanswered(line, error);
    }
  }

  async #connect(): Promise<AxiosInstance> {
    const { create } = await import('axios');
    return create({
      adapter: 'http',
      baseURL: this.#options.url,
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'actionsmith', Connection: 'close', ...this.#options.headers },
      maxRedirects: 0,
      maxContentLength: ANSWER_LIMIT,
      maxBodyLength: Infinity,
      proxy: false,
      responseType: 'text',
      validateStatus: () => true,
      transformRequest: [(body: string) => body],
      transformResponse: [(body: unknown) => body],
    });
  }
}

/** The answer's own words, shortened; never a header. */
function answered(line: string, { status, data, headers }: AxiosResponse): BackendError {
  const words = String(data).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  const wait = retryAfterMs(typeof headers['retry-after'] === 'string' ? headers['retry-after'] : undefined);
  return new BackendError(`${line} answered ${status}${words === '' ? '' : `: ${words}`}`, {
    code: status >= 300 && status < 400 ? 'REDIRECT_REFUSED' : 'BACKEND_REFUSED',
    retryable: LATER.has(status) || status === 504,
    details: { status, ...(wait !== undefined && { retryAfterMs: wait }) },
  });
}

/** The library's own error is not kept: it carries the request with its tokens. */
function unanswered(line: string, error: unknown): BackendError {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  if (NOT_CONNECTED.has(code)) return noAnswer(line, code, false);
  return noAnswer(line, inner instanceof Error ? inner.message || code : String(inner));
}

function noAnswer(line: string, why: string, arrived?: false): BackendError {
  const details = arrived === false ? { arrived } : {};
  return new BackendError(`${line} got no answer: ${why}`, { code: 'BACKEND_UNREACHABLE', retryable: true, details });
}
