import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { BackendError } from '../../errors/backend-error.ts';
import { backoffMs, pause, retryAfterMs } from '../../timing/backoff.ts';
import { answered, unanswered } from './answer-errors.ts';
import { followRedirects } from './follow-redirects.ts';
import { sendNow } from './send-now.ts';

const ANSWER_LIMIT = 64 * 1024 * 1024;
/** Doing it twice is the same as doing it once. PATCH is here because a part of an object replaces the one before. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);

export interface BackendHttpOptions {
  /** With a slash at the end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For one attempt; default 15 s. */
  readonly timeoutMs?: number | undefined;
  /** Repetitions of a request that may be repeated; default 4. */
  readonly retries?: number | undefined;
}

export interface BackendRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the backend's address, or a whole address that the backend has given. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly json?: string | undefined;
  readonly bytes?: Uint8Array | Readable | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: by the method. */
  readonly isIdempotent?: boolean | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface BackendAnswer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: T;
}

/**
 * HTTP to the backend, on Node's own http: no proxy from the environment, bounded answers, credentials for the backend's own origin only. The library is
 * loaded by the first request. Every error names method and address, and no token.
 */
export class BackendHttp {
  readonly url: string;
  readonly #options: BackendHttpOptions;
  #axios: Promise<AxiosInstance> | undefined;
  readonly #agents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent } = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
  };

  constructor(options: BackendHttpOptions) {
    this.url = options.url;
    this.#options = options;
  }

  /** The text of an answer that says yes. A request that may be repeated is, while its failure may pass. Throws BackendError. */
  async send(request: BackendRequest): Promise<BackendAnswer<string>> {
    const { method, isIdempotent = IDEMPOTENT.has(method), signal } = request;
    const { retries = 4 } = this.#options;
    const isThere = !(request.bytes instanceof Readable); // what was read from a stream is gone
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once<string>(request, 'text');
      } catch (error) {
        const mayPass = isThere && error instanceof BackendError && error.retryable && (isIdempotent || error.details['arrived'] === false);
        if (!mayPass || attempt > retries || signal?.aborted === true) throw error;
        await pause(Number(error.details['retryAfterMs'] ?? backoffMs(attempt)), signal);
      }
    }
  }

  /** The bytes of an answer as they come: no limit of size, and of time only until they begin. One attempt: the caller knows where to go on. */
  async stream(request: BackendRequest): Promise<BackendAnswer<Readable>> {
    return this.#once<Readable>(request, 'stream');
  }

  /** From a process that exits. True where the backend has taken it. */
  sendNow(request: BackendRequest & { readonly json: string }): boolean {
    return sendNow(request, this.#options);
  }

  close(): void {
    this.#agents.httpAgent.destroy();
    this.#agents.httpsAgent.destroy();
  }

  async #once<T>(request: BackendRequest, responseType: 'text' | 'stream'): Promise<BackendAnswer<T>> {
    const target = new URL(request.path, this.url);
    for (const [name, value] of Object.entries(request.query ?? {})) target.searchParams.set(name, value);
    const line = `${request.method} ${target.origin}${target.pathname}`;
    const timeoutMs = request.timeoutMs ?? this.#options.timeoutMs ?? 15_000;
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), timeoutMs);
    const signal = request.signal ? AbortSignal.any([clock.signal, request.signal]) : clock.signal;
    try {
      request.signal?.throwIfAborted();
      const response = await followRedirects(request.method, target, line, (url) => this.#ask<T>(request, url, responseType, signal));
      if (response.status < 200 || response.status >= 300)
        throw answered(line, response.status, await textOf(response.data), retryAfterMs(headerOf(response, 'retry-after')));
      return { status: response.status, headers: response.headers, body: response.data };
    } catch (error) {
      if (request.signal?.aborted === true) throw request.signal.reason;
      throw error instanceof BackendError ? error : unanswered(line, error, clock.signal.aborted ? timeoutMs : undefined);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask<T>(request: BackendRequest, url: URL, responseType: 'text' | 'stream', signal: AbortSignal): Promise<AxiosResponse<T>> {
    const axios = await (this.#axios ??= this.#connect());
    const { method, json, bytes, isIdempotent = IDEMPOTENT.has(method) } = request;
    const isOwn = url.origin === new URL(this.url).origin;
    return axios.request<T>({
      method,
      url: url.href,
      data: json ?? bytes,
      responseType,
      signal,
      headers: {
        'User-Agent': 'actionsmith',
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(bytes !== undefined && { 'Content-Type': 'application/octet-stream' }),
        ...(isOwn ? this.#options.headers : {}),
        ...request.headers,
        // one that is kept may be closed by the server just now, and then nobody knows whether the request arrived
        ...(!isIdempotent && { Connection: 'close' }),
      },
      ...(isIdempotent && this.#agents),
      ...(responseType === 'stream' && { maxContentLength: -1 }),
    });
  }

  async #connect(): Promise<AxiosInstance> {
    const { create } = await import('axios');
    return create({
      adapter: 'http',
      maxRedirects: 0,
      maxContentLength: ANSWER_LIMIT,
      maxBodyLength: Infinity,
      proxy: false,
      decompress: false,
      validateStatus: () => true,
      transformRequest: [(body: unknown) => body],
      transformResponse: [(body: unknown) => body],
    });
  }
}

async function textOf(body: unknown): Promise<string> {
  if (typeof body === 'string') return body;
  let text = '';
  for await (const chunk of body as Readable) if (text.length < 100_000) text += String(chunk);
  return text;
}

function headerOf({ headers }: AxiosResponse, name: string): string | undefined {
  const value: unknown = headers[name];
  return typeof value === 'string' ? value : undefined;
}
