import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { type AxiosInstance, type AxiosResponse, type ResponseType, create } from 'axios';
import type { RayError } from '../../errors/ray-error.ts';
import { isRayError } from '../is-ray-error.ts';
import { backoffMs, pause, retryAfterMs } from '../../timing/backoff.ts';
import { isThisHost, resolveHeaders, tlsOptions } from './connection-settings.ts';
import { networkError } from './network-error.ts';
import { responseError } from './response-error.ts';

const ANSWER_LIMIT = 64 * 1024 * 1024;

export interface DashboardHttpOptions {
  /** As resolveDashboardUrl gives it. */
  readonly baseUrl: string;
  readonly token?: string | undefined;
  /** Sent with every request, over RAY_JOB_HEADERS: what a gateway in front of the dashboard asks for. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** False, or the file of a certificate authority, for https. Default: what REQUESTS_CA_BUNDLE or SSL_CERT_FILE names, and Node's own. */
  readonly verify?: boolean | string | undefined;
  /** For one attempt. */
  readonly timeoutMs: number;
  /** Repetitions of a request that may be repeated. */
  readonly retries: number;
}

export interface DashboardRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: Uint8Array | object;
  /** True where doing it twice is the same as doing it once. Only such a request is repeated. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * HTTP to Ray's dashboard: Node's own http (Ray answers 405 to the headers that the global fetch adds), no redirects, the
 * proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY except to this machine, bounded answers, and RayError for whatever goes wrong. No token ever reaches a message, a cause or a detail.
 */
export class DashboardHttp {
  readonly baseUrl: string;
  readonly #axios: AxiosInstance;
  readonly #options: DashboardHttpOptions;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: DashboardHttpOptions) {
    this.baseUrl = options.baseUrl;
    this.#options = options;
    this.#headers = {
      'User-Agent': 'actionsmith',
      ...resolveHeaders(options.headers),
      ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
    };
    this.#axios = create({
      adapter: 'http',
      baseURL: options.baseUrl,
      headers: this.#headers,
      maxRedirects: 0,
      maxContentLength: ANSWER_LIMIT,
      maxBodyLength: Infinity,
      ...(isThisHost(options.baseUrl) && { proxy: false }),
      validateStatus: () => true,
      transformResponse: [(body: unknown) => body],
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true, ...tlsOptions(options.verify) }),
    });
  }

  /** The body of a 200. */
  async text(request: DashboardRequest): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.#once(request, 'arraybuffer', this.#options.timeoutMs)).toString('utf8');
      } catch (error) {
        if (!isRayError(error) || !error.retryable || !request.idempotent || attempt > this.#options.retries) throw error;
        await pause(askedWait(error) ?? backoffMs(attempt), request.signal);
      }
    }
  }

  /** The bytes of a 200 as they come, with no limit of size or time once they flow. One attempt: the caller knows where to go on. */
  async stream(request: DashboardRequest): Promise<Readable> {
    return await this.#once(request, 'stream', this.#options.timeoutMs);
  }

  /** What a WebSocket of the dashboard sends. */
  async socket(path: string, signal?: AbortSignal): Promise<Readable> {
    const { timeoutMs, verify } = this.#options;
    const { openSocket } = await import('./open-socket.ts');
    return openSocket({ url: `${this.baseUrl}${path}`, headers: this.#headers, tls: tlsOptions(verify), timeoutMs, signal });
  }

  async #once(request: DashboardRequest, responseType: 'arraybuffer', timeoutMs: number): Promise<Buffer>;
  async #once(request: DashboardRequest, responseType: 'stream', timeoutMs: number): Promise<Readable>;
  async #once(request: DashboardRequest, responseType: ResponseType, timeoutMs: number): Promise<Buffer | Readable> {
    const line = `${request.method} ${this.baseUrl}${request.path}`;
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), timeoutMs);
    const signal = request.signal ? AbortSignal.any([clock.signal, request.signal]) : clock.signal;
    try {
      request.signal?.throwIfAborted();
      const response: AxiosResponse<Buffer | Readable> = await this.#axios.request({
        method: request.method,
        url: request.path,
        params: request.query ?? {},
        responseType,
        signal,
        ...(responseType === 'stream' ? { maxContentLength: -1 } : {}),
        ...payload(request.body),
      });
      if (response.status === 200) return response.data;
      throw responseError(line, response.status, await asText(response.data), retryAfterMs(header(response, 'retry-after')));
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      throw isRayError(error) ? error : networkError(line, error, clock.signal.aborted ? timeoutMs : undefined);
    } finally {
      clearTimeout(timer);
    }
  }
}

function payload(body: DashboardRequest['body']): { data?: Buffer; headers?: Record<string, string> } {
  if (body === undefined) return {};
  if (body instanceof Uint8Array)
    return { data: Buffer.from(body.buffer, body.byteOffset, body.byteLength), headers: { 'Content-Type': 'application/octet-stream' } };
  return { data: Buffer.from(JSON.stringify(body)), headers: { 'Content-Type': 'application/json' } };
}

async function asText(body: Buffer | Readable): Promise<string> {
  if (Buffer.isBuffer(body)) return body.toString('utf8');
  let text = '';
  for await (const chunk of body) if (text.length < 100_000) text += String(chunk);
  return text;
}

function header(response: AxiosResponse, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function askedWait(error: RayError): number | undefined {
  const asked = error.details['retryAfterMs'];
  return typeof asked === 'number' ? asked : undefined;
}
