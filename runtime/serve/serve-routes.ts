import type { Validator } from '../validation/validator.ts';
import type { ModelClaims } from './tokens/verify-token.ts';

/** The routes of a contract, by method and path: `{ 'POST /predict': { request: …; response: … } }`. */
export type ServeRoutes = object;

/** Without a contract a route takes and gives what it likes. */
export type OpenRoutes = Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>>;

/** What checks a route's request and response, by method and path. */
export type RouteChecks = Readonly<Record<string, { readonly request?: Validator; readonly response?: Validator }>>;

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The paths that a contract has for a method. */
export type PathOf<R, M extends RouteMethod> = keyof R extends infer K ? (K extends `${M} ${infer P}` ? P : never) : never;

type RouteOf<R, M extends RouteMethod, P extends string> = `${M} ${P}` extends keyof R ? R[`${M} ${P}`] : never;
type RequestOf<T> = T extends { readonly request: infer B } ? B : unknown;
type ResponseOf<T> = T extends { readonly response: infer B } ? B : unknown;

/** One request. */
export interface ServeRequest<B = unknown> {
  readonly method: string;
  /** Below the application's prefix. */
  readonly path: string;
  /** Of a path such as `/models/:id`. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Valid, with its defaults; undefined where nothing was sent. */
  readonly body: B;
  /** What the token is for; undefined where the application asks for none. */
  readonly claims: ModelClaims | undefined;
  /** Aborts when the caller has gone, or the replica ends. */
  readonly signal: AbortSignal;
}

/**
 * Answers a request: a value becomes JSON, bytes and a `Readable` go out as they are, an async iterable as lines of JSON while they come, and a `ServeReply`
 * says status and headers too. What it throws becomes a problem (RFC 9457): a ValidationError 422, a ServeProblem its status, anything else 500.
 */
export type RouteHandler<B, A> = (
  request: ServeRequest<B>,
) => A | AsyncIterable<unknown> | ServeReply | Promise<A | AsyncIterable<unknown> | ServeReply>;

export interface RouteOptions {
  /** An answer that takes longer is deferred: the caller gets 202 and a ticket, and asks for the answer under `/-/tickets/<ticket>`. */
  readonly deadlineSeconds?: number;
}

/** Without a contract: annotate the request, `({ body }: ServeRequest<MyBody>)`, where you know what comes. */
export type OpenServeApp = {
  readonly [M in Lowercase<RouteMethod>]: <B = unknown>(path: string, handler: RouteHandler<B, unknown>, options?: RouteOptions) => void;
};

/** What `routes(app)` names its routes with; the paths and types of a contract are its own. */
export type ServeApp<R = OpenRoutes> = string extends keyof R
  ? OpenServeApp
  : {
      readonly [M in Lowercase<RouteMethod>]: <P extends PathOf<R, Uppercase<M>>>(
        path: P,
        handler: RouteHandler<RequestOf<RouteOf<R, Uppercase<M>, P>>, ResponseOf<RouteOf<R, Uppercase<M>, P>>>,
        options?: RouteOptions,
      ) => void;
    };

/** An answer with a status and headers of its own. */
export class ServeReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** A failure that the caller is told with this status. */
export class ServeProblem extends Error {
  override readonly name: string = 'ServeProblem';
  readonly status: number;
  readonly code: string;

  constructor(
    status: number,
    message: string,
    { code = 'REQUEST_FAILED', cause }: { readonly code?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}
