import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { BackendError } from '../../errors/backend-error.ts';
import type { KnownToken } from './tokens.ts';

export interface HttpServer {
  readonly url: string;
  /** Lets the requests that are being answered end. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** `the backend`, for what goes wrong. */
  readonly what: string;
  readonly port: number;
  readonly host: string;
  /** Aborted when the server is to stop, for answers that have no end. */
  readonly stop: AbortController;
  /** How long requests that are being answered may take then. */
  readonly stopMs: number;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Throws BackendError TOKEN_NEEDED where others than this machine could come without a token. */
export function checkHost(host: string, tokens: readonly KnownToken[]): void {
  if (LOOPBACK.has(host) || tokens.length > 0) return;
  throw new BackendError(`whoever reaches ${host} could read and write everything: give a token, or listen on 127.0.0.1`, {
    code: 'TOKEN_NEEDED',
  });
}

/** Throws BackendError BACKEND_PORT for an address that is taken. */
export async function listen(app: FastifyInstance, { what, port, host, stop, stopMs }: ListenOptions): Promise<HttpServer> {
  try {
    return { url: await app.listen({ port, host }), close: () => closeApp(app, stop, stopMs) };
  } catch (error) {
    await app.close();
    throw new BackendError(`${what} cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`, {
      code: 'BACKEND_PORT',
      cause: error,
    });
  }
}

async function closeApp(app: FastifyInstance, stop: AbortController, stopMs: number): Promise<void> {
  stop.abort();
  const late = new AbortController();
  const force = sleep(stopMs, undefined, { signal: late.signal, ref: false }).then(
    () => app.server.closeAllConnections(),
    () => {},
  );
  await app.close();
  late.abort();
  await force;
}
