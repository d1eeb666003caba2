import type { AboutServer } from '../../backend/server/open-api.ts';
import { checkHost, type HttpServer, listen } from '../../backend/server/listen.ts';
import { DEFAULT_LIMITS, type ServerLimits } from '../../backend/server/limits.ts';
import { makeApp } from '../../backend/server/make-app.ts';
import type { KnownToken } from '../../backend/server/tokens.ts';
import { openPipelineStore } from './pipeline-store.ts';
import { addPipelineRoutes } from './pipeline-routes.ts';
import { addRunRoutes } from './run-routes.ts';

export type { HttpServer as PipelineServer } from '../../backend/server/listen.ts';

export interface PipelineServerOptions {
  /** Holds `pipelines.db`; it is made where it is missing. */
  readonly folder: string;
  /** Default: one that is free. */
  readonly port?: number | undefined;
  /** Default: 127.0.0.1. Any other one needs a token. */
  readonly host?: string | undefined;
  readonly tokens?: readonly KnownToken[] | undefined;
  readonly limits?: Partial<ServerLimits> | undefined;
  /** One line of JSON for each thing that goes wrong on the server's side; default: stderr. */
  readonly log?: ((line: string) => void) | undefined;
}

const ABOUT: AboutServer = {
  title: 'actionsmith pipeline service',
  description: 'Pipelines, their runs, and how far these are.',
  schemas: [{ path: 'pipeline-service' }, { path: 'backend/problem.schema.json', name: 'problem' }],
};

/** The pipeline service of a folder. Loads the database and the HTTP framework: `openPipelineServer` does it when it is called. */
export async function pipelineServer(options: PipelineServerOptions): Promise<HttpServer> {
  const { folder, port = 0, host = '127.0.0.1', tokens = [] } = options;
  checkHost(host, tokens);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const store = openPipelineStore(folder);
  const stop = new AbortController();
  const app = makeApp({ limits, tokens, about: ABOUT, log: options.log });
  app.addHook('onClose', async () => store.close());
  app.get('/health', { config: { isSigned: true, doc: { summary: 'Whether the service answers.' } } }, () => ({ status: 'ok' }));
  const context = { store, limits, stopping: stop.signal };
  addPipelineRoutes(app, context);
  addRunRoutes(app, context);
  return listen(app, { what: 'the pipeline service', port, host, stop, stopMs: limits.stopMs });
}
