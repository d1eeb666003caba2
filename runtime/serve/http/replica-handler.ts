import type { IncomingMessage, ServerResponse } from 'node:http';
import createRouter from 'find-my-way';
import type { Redactor } from '../../redaction/redactor.ts';
import { ReplicaModels } from '../models/replica-models.ts';
import {
  type OpenServeApp,
  type RouteChecks,
  type RouteHandler,
  type RouteMethod,
  type RouteOptions,
  ServeProblem,
  ServeReply,
} from '../serve-routes.ts';
import type { ModelClaims, TokenVerifier } from '../tokens/verify-token.ts';
import { answerOf, problemOf } from './problems.ts';
import { readBody } from './read-body.ts';
import { Tickets } from './tickets.ts';
import { writeReply } from './write-reply.ts';

export interface HandlerOptions {
  readonly models: ReplicaModels;
  readonly verify: TokenVerifier | undefined;
  readonly checks: RouteChecks;
  readonly redactor: Redactor;
  readonly resultValidation: 'warn' | 'strict' | 'off';
  readonly checkHealth: () => void | Promise<void>;
  /** What the callers are not told: to the log of the replica. */
  readonly onFailure: (error: unknown, line: string) => void;
}

interface Route {
  readonly name: string;
  readonly handler: RouteHandler<unknown, unknown>;
  readonly options: RouteOptions;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
/** Below it nothing is the author's. */
const OWN = '/-/';

/** Answers the requests of one replica by the author's routes. */
export class ReplicaHandler {
  readonly routes: Map<string, Route> = new Map();
  /** For `routes(app)`. */
  readonly app: OpenServeApp;
  readonly #options: HandlerOptions;
  readonly #router: ReturnType<typeof createRouter> = createRouter({ ignoreTrailingSlash: true });
  readonly #tickets = new Tickets();

  constructor(options: HandlerOptions) {
    this.#options = options;
    const adders = METHODS.map((method) => [
      method.toLowerCase(),
      (path: string, handler: RouteHandler<unknown, unknown>, own: RouteOptions = {}) => this.#add(method, path, handler, own),
    ]);
    this.app = Object.fromEntries(adders) as OpenServeApp;
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort(new Error('the caller has gone'));
    });
    let end: (() => void) | undefined;
    try {
      const begun = await this.#begin(request, gone.signal);
      end = begun.end;
      await writeReply(response, begun.reply, gone.signal);
    } catch (error) {
      await this.#fail(error, request, response);
    } finally {
      end?.();
    }
  }

  async #begin(
    request: IncomingMessage,
    signal: AbortSignal,
  ): Promise<{ readonly reply: ServeReply; readonly end: (() => void) | undefined }> {
    const url = new URL(request.url ?? '/', 'http://replica');
    if (url.pathname === `${OWN}healthz`) {
      await this.#options.checkHealth();
      return { reply: new ServeReply(200, { status: 'ok' }), end: undefined };
    }
    const claims = await this.#authenticate(request);
    if (url.pathname.startsWith(`${OWN}tickets/`))
      return { reply: this.#ask(url.pathname.slice(`${OWN}tickets/`.length), claims), end: undefined };
    const { route, params } = this.#find(request.method ?? 'GET', url.pathname);
    const body = this.#check(route, await readBody(request));
    const { method = 'GET', headers } = request;
    const served = { method, path: url.pathname, params, query: url.searchParams, headers, body, claims, signal };
    const { value, end } = this.#options.models.begin(claims, signal, async () => replyOf(await route.handler(served)));
    const { deadlineSeconds } = route.options;
    try {
      const reply = deadlineSeconds === undefined ? await value : await this.#within(deadlineSeconds, value, claims, end);
      this.#checkReply(route, reply);
      return { reply, end: deadlineSeconds === undefined ? end : undefined };
    } catch (error) {
      end();
      throw error;
    }
  }

  #add(method: RouteMethod, path: string, handler: RouteHandler<unknown, unknown>, options: RouteOptions): void {
    if (path.startsWith(OWN))
      throw new ServeProblem(500, `the route ${method} ${path} cannot be yours: what begins with ${OWN} is the replica's`);
    const route: Route = { name: `${method} ${path}`, handler, options };
    this.routes.set(route.name, route);
    this.#router.on(method, path, () => {}, route);
  }

  #find(method: string, path: string): { readonly route: Route; readonly params: Readonly<Record<string, string | undefined>> } {
    const found = this.#router.find(method as RouteMethod, path);
    if (found !== null) return { route: found.store as Route, params: found.params };
    const allowed = METHODS.filter((other) => this.#router.find(other, path) !== null);
    if (allowed.length > 0) throw new ServeProblem(405, `${path} takes ${allowed.join(', ')}`, { code: 'METHOD_NOT_ALLOWED' });
    throw new ServeProblem(404, `there is no route ${path}`, { code: 'ROUTE_NOT_FOUND' });
  }

  async #authenticate({ headers }: IncomingMessage): Promise<ModelClaims | undefined> {
    const { verify } = this.#options;
    if (verify === undefined) return undefined;
    const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) throw new ServeProblem(401, 'a token is needed: Authorization: Bearer …', { code: 'TOKEN_MISSING' });
    return verify(token);
  }

  #check({ name }: Route, body: unknown): unknown {
    const check = this.#options.checks[name]?.request;
    if (check === undefined) return body;
    const checked = check.check(body);
    if (checked.ok) return checked.value;
    throw Object.assign(new ServeProblem(422, `the request is not what ${name} takes`, { code: 'REQUEST_INVALID' }), {
      issues: checked.issues,
    });
  }

  #checkReply({ name }: Route, { status, body }: ServeReply): void {
    const { checks, resultValidation, onFailure } = this.#options;
    const check = checks[name]?.response;
    if (check === undefined || status !== 200 || resultValidation === 'off' || isStream(body)) return;
    const checked = check.check(body);
    if (checked.ok) return;
    const problem = new ServeProblem(500, `the answer of ${name} is not what its contract says`, { code: 'RESPONSE_INVALID' });
    if (resultValidation === 'strict') throw problem;
    onFailure(Object.assign(problem, { issues: checked.issues }), name);
  }

  /** The answer, or a ticket for it: then its models are held until it is there. */
  async #within(seconds: number, value: Promise<ServeReply>, claims: ModelClaims | undefined, end: () => void): Promise<ServeReply> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000, undefined);
    });
    const settled = value.catch((error: unknown) => this.#problem(error)).finally(end);
    const reply = await Promise.race([settled, late]);
    clearTimeout(timer);
    if (reply !== undefined) return reply;
    const ticket = this.#tickets.defer(ownerOf(claims), settled);
    return new ServeReply(202, { status: 'pending', ticket }, { Location: `${OWN}tickets/${ticket}`, 'Retry-After': '1' });
  }

  #ask(ticket: string, claims: ModelClaims | undefined): ServeReply {
    const found = this.#tickets.ask(ticket, ownerOf(claims));
    if (found === undefined)
      throw new ServeProblem(404, 'there is no such ticket, or its answer was given already', { code: 'TICKET_NOT_FOUND' });
    return found.state === 'done' ? found.reply : new ServeReply(202, { status: 'pending', ticket }, { 'Retry-After': '1' });
  }

  #problem(error: unknown, line = 'deferred'): ServeReply {
    const reply = problemOf(error, this.#options.redactor);
    if (reply.status >= 500) this.#options.onFailure(error, line);
    return reply;
  }

  async #fail(error: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = this.#problem(error, `${request.method} ${request.url?.split('?')[0]}`);
    if (response.headersSent) response.destroy(); // the caller must not take it for whole
    else await writeReply(response, reply, new AbortController().signal);
  }
}

function replyOf(answer: unknown): ServeReply {
  return answer instanceof ServeReply ? answer : answerOf(answer);
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || body instanceof Uint8Array);
}

function ownerOf(claims: ModelClaims | undefined): string {
  return claims === undefined ? '' : `of ${claims.tenant}`;
}
