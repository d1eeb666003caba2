import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { openStore, type Store } from '../store/store.ts';
import { expireUploads } from '../store/sweep.ts';
import { addFileRoutes } from './file-routes.ts';
import { addJobRoutes } from './job-routes.ts';
import { checkHost, type HttpServer, listen } from './listen.ts';
import { DEFAULT_LIMITS, type ServerLimits } from './limits.ts';
import { makeApp } from './make-app.ts';
import { addPresignedRoutes } from './presigned-routes.ts';
import { addResourceRoutes } from './resource-routes.ts';
import type { RouteContext } from './route-context.ts';
import type { AboutServer, RouteDoc } from './open-api.ts';
import { SignedUrls } from './signed-urls.ts';
import type { KnownToken } from './tokens.ts';
import { addUploadRoutes } from './upload-routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The address itself says that the request is allowed. */
    isSigned?: boolean;
    doc?: RouteDoc;
  }
}

export type { HttpServer as BackendServer } from './listen.ts';

export interface BackendServerOptions {
  /** The backend's folder, as of openEmbeddedBackend. */
  readonly folder: string;
  /** Default: one that is free. */
  readonly port?: number | undefined;
  /** Default: 127.0.0.1. Any other one needs a token. */
  readonly host?: string | undefined;
  readonly tokens?: readonly KnownToken[] | undefined;
  /** How others reach the server, where something stands in front of it. */
  readonly publicUrl?: string | undefined;
  readonly limits?: Partial<ServerLimits> | undefined;
  /** One line of JSON for each thing that goes wrong on the server's side; default: stderr. */
  readonly log?: ((line: string) => void) | undefined;
}

const ABOUT: AboutServer = {
  title: 'actionsmith backend',
  description: 'Datasets, models, jobs and tasks.',
  schemas: [{ path: 'backend' }, { path: 'backend-log-entries.schema.json', name: 'log-entries' }],
};

/** The server of a folder. Loads the database and the HTTP framework: `openBackendServer` does it when it is called. */
export async function backendServer(options: BackendServerOptions): Promise<HttpServer> {
  const { folder, port = 0, host = '127.0.0.1', tokens = [], publicUrl } = options;
  checkHost(host, tokens);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const store = openStore(folder);
  const stop = new AbortController();
  const context: RouteContext = {
    store,
    urls: new SignedUrls(store.db),
    limits,
    publicUrl: publicUrl?.replace(/\/+$/, ''),
    stopping: stop.signal,
  };
  const app = makeApp({ limits, tokens, about: ABOUT, log: options.log });
  expireInTime(app, store, limits.uploadMs);
  await app.register(multipart, { limits: { fileSize: limits.chunkBytes, files: 1, fields: 20, fieldSize: 1024 * 1024, parts: 30 } });
  addResourceRoutes(app, context);
  addJobRoutes(app, context);
  await app.register(async (scope) => addUploadRoutes(scope, context));
  await app.register(async (scope) => addPresignedRoutes(scope, context));
  addFileRoutes(app, context);
  app.addHook('onClose', async () => store.close());
  return listen(app, { what: 'the backend', port, host, stop, stopMs: limits.stopMs });
}

/** A server that runs for months is not started again to clear away. */
function expireInTime(app: FastifyInstance, store: Store, uploadMs: number): void {
  const expire = (): void => {
    try {
      expireUploads(store.folder, store.db, Date.now() - uploadMs);
    } catch (error) {
      app.log.error({ err: error }, 'uploads that were given up are still there'); // the next time, it may work
    }
  };
  const timer = setInterval(expire, Math.min(3_600_000, uploadMs / 4)).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
