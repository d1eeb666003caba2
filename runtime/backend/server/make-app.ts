import fastify, { type FastifyInstance } from 'fastify';
import { NotFoundError } from '../errors/http-errors.ts';
import { authenticate } from './authenticate.ts';
import type { ServerLimits } from './limits.ts';
import { type AboutServer, OpenApiDocument } from './open-api.ts';
import { answerProblem } from './problems.ts';
import type { KnownToken } from './tokens.ts';

export interface AppOptions {
  readonly limits: ServerLimits;
  /** Of those who may ask; none: whoever is on this machine. */
  readonly tokens: readonly KnownToken[];
  readonly about: AboutServer;
  /** Takes a line of JSON for each failure of the server's own; default: stderr. */
  readonly log?: ((line: string) => void) | undefined;
}

/** An HTTP server with our limits and our words for what goes wrong. Each request has its tenant, and `/openapi.json` describes the routes that are added. */
export function makeApp({ limits, tokens, about, log = (line): void => void process.stderr.write(line) }: AppOptions): FastifyInstance {
  const app = fastify({
    logger: { level: 'error', stream: { write: log }, serializers: { req: ({ method, url }) => ({ method, path: url?.split('?')[0] }) } },
    bodyLimit: limits.jsonBytes,
    frameworkErrors: answerProblem,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    http: {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(5_000, limits.headersMs / 4),
    },
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  app.server.maxConnections = limits.connections;
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request) => {
    throw new NotFoundError(`there is no ${request.method} ${request.url.split('?')[0]}`);
  });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) =>
    body === '' ? done(null, undefined) : parseJson(request, body, done),
  );
  app.decorateRequest('tenant', '');
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isSigned !== true) request.tenant = authenticate(request.headers, tokens);
  });
  const document = new OpenApiDocument(about);
  app.addHook('onRoute', (route) => document.add(route));
  app.get('/openapi.json', { config: { doc: { summary: 'This document.' } } }, () => document.toJson());
  return app;
}
