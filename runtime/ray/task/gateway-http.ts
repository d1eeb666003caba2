import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { type AxiosInstance, type AxiosResponse, create, type CreateAxiosDefaults } from 'axios';
import type { RayError } from '../../errors/ray-error.ts';
import { tlsOptions } from '../http/connection-settings.ts';
import { networkError } from '../http/network-error.ts';
import { responseError } from '../http/response-error.ts';
import { hashToken } from './gateway-package.ts';

const PROBE_MS = 3_000;

/** What the gateway has to know of a run to find an actor for it. */
export interface AskedTask {
  readonly bundle: string;
  /** Options of a Ray actor, in Ray's own words. */
  readonly needs: Readonly<Record<string, unknown>>;
  /** How many actors there may be. */
  readonly limit: number;
  readonly graceSeconds: number;
  /** Runs whose record was received: the gateway forgets them. */
  readonly heard: readonly string[];
}

/** Where a gateway is reached. */
export interface GatewayPlace {
  readonly url: string;
  /** For https: as of the dashboard. */
  readonly verify?: boolean | string | undefined;
}

/** HTTP to one gateway. Every failure is a RayError, and none holds the token. */
export class GatewayHttp {
  readonly url: string;
  readonly #axios: AxiosInstance;

  constructor(place: GatewayPlace, token: string) {
    this.url = place.url;
    this.#axios = create({
      ...connection(place),
      baseURL: place.url,
      headers: { 'User-Agent': 'actionsmith', Authorization: `Bearer ${token}` },
      maxBodyLength: Infinity,
      decompress: false,
      responseType: 'stream',
      validateStatus: () => true,
    });
  }

  async putBundle(digest: string, bundle: Uint8Array): Promise<void> {
    await this.#text('PUT', `/bundles/${digest}`, bundle);
  }

  /** Starts a run, or finds it started, and gives its record from the first byte. */
  async submit(id: string, asked: AskedTask, run: Uint8Array): Promise<Readable> {
    return this.#send('POST', `/runs/${id}`, run, { 'actionsmith-task': JSON.stringify(asked) });
  }

  /** The record of a run from a byte on. */
  async follow(id: string, from: number): Promise<Readable> {
    return this.#send('GET', `/runs/${id}?from=${from}`);
  }

  async cancel(id: string): Promise<void> {
    await this.#text('POST', `/runs/${id}/cancel`);
  }

  async shutdown(): Promise<void> {
    await this.#text('POST', '/shutdown');
  }

  /** Ends when the gateway ends, or the connection breaks. It does not keep this process alive. */
  async lifeline(): Promise<void> {
    const stream = await this.#send('GET', '/lifeline', undefined, {}, true);
    await new Promise<void>(
      (resolve) =>
        void stream
          .on('close', resolve)
          .on('error', () => {})
          .resume(),
    );
  }

  async #text(method: string, path: string, body?: Uint8Array): Promise<string> {
    return readText(await this.#send(method, path, body));
  }

  async #send(
    method: string,
    path: string,
    body?: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
    isUnheld = false,
  ): Promise<Readable> {
    const line = `${method} ${this.url}${path.split('?')[0]}`;
    let response: AxiosResponse<Readable>;
    try {
      response = await this.#axios.request<Readable>({
        method,
        url: path,
        headers: { 'Content-Type': 'application/octet-stream', ...headers },
        ...(body && { data: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }),
      });
    } catch (error) {
      throw networkError(line, error);
    }
    if (response.status !== 200) throw responseError(line, response.status, await readText(response.data));
    if (isUnheld) (response.request as { readonly socket?: { unref(): void } }).socket?.unref();
    return response.data;
  }
}

/**
 * Undefined where our gateway answers at the address: it must prove that it has our package before it is shown the token. Else why it is not that: nothing
 * answers, or something else does.
 */
export async function whyNoGateway(place: GatewayPlace, token: string): Promise<string | undefined> {
  const challenge = randomBytes(16).toString('hex');
  const hello = { params: { challenge }, timeout: PROBE_MS, maxContentLength: 10_000, validateStatus: () => true };
  try {
    const { data } = await create(connection(place)).get<{ proof?: unknown } | undefined>(`${place.url}/hello`, hello);
    const expected = createHmac('sha256', Buffer.from(hashToken(token), 'hex'))
      .update(challenge)
      .digest();
    const proof = Buffer.from(String(data?.proof), 'hex');
    return proof.byteLength === expected.byteLength && timingSafeEqual(proof, expected) ? undefined : 'another program answers there';
  } catch (error) {
    return networkError('', error)
      .message.replace(/^ got no answer: /, '')
      .replace(/\. Is Ray running there\?$/, '');
  }
}

function connection({ verify }: GatewayPlace): CreateAxiosDefaults {
  const agent = { keepAlive: true, noDelay: true };
  return {
    adapter: 'http',
    maxRedirects: 0,
    proxy: false,
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent({ ...agent, ...tlsOptions(verify) }),
  };
}

/** True where the request cannot have arrived: it may be made again, elsewhere. */
export function isRefused(error: RayError): boolean {
  return error.details['reason'] === 'ECONNREFUSED';
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
