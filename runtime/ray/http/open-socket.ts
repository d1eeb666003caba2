import type { Readable } from 'node:stream';
import { isRayError } from '../is-ray-error.ts';
import { networkError } from './network-error.ts';
import { responseError } from './response-error.ts';

export interface SocketOptions {
  /** http(s): the scheme of a dashboard. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: { readonly rejectUnauthorized: boolean; readonly ca?: Buffer };
  /** For the handshake. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a WebSocket sends, as bytes, until it closes, for whatever reason. No proxy of the environment. Throws RayError as a request does. */
export async function openSocket({ url, headers, tls, timeoutMs, signal }: SocketOptions): Promise<Readable> {
  const { createWebSocketStream, WebSocket } = await import('ws');
  signal?.throwIfAborted();
  const line = `GET ${url}`;
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers, ...tls, handshakeTimeout: timeoutMs, followRedirects: false });
  const hangUp = (): void => socket.terminate();
  signal?.addEventListener('abort', hangUp, { once: true });
  socket.once('close', () => signal?.removeEventListener('abort', hangUp));
  const bytes = createWebSocketStream(socket);
  bytes.on('error', () => {}); // whoever reads is told
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
      socket.once('unexpected-response', (_, response) => {
        reject(responseError(line, response.statusCode ?? 0, ''));
        socket.terminate();
      });
    });
    return bytes;
  } catch (error) {
    bytes.destroy();
    if (signal?.aborted) throw signal.reason;
    throw isRayError(error) ? error : networkError(line, error);
  }
}
