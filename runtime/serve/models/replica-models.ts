import { AsyncLocalStorage } from 'node:async_hooks';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { ModelClaims, TokenVerifier } from '../tokens/verify-token.ts';
import { ModelCache, type ModelKey, type ModelLease } from './model-cache.ts';

/** What one request has of models until it is answered. */
export interface RequestScope {
  readonly claims: ModelClaims | undefined;
  readonly signal: AbortSignal;
  readonly leases: Map<string, Promise<ModelLease<unknown>>>;
}

export interface ReplicaModelsOptions {
  readonly capacity: number;
  readonly verify: TokenVerifier | undefined;
  /** Of who has no token. */
  readonly model: number | string | undefined;
  readonly load: (key: ModelKey) => Promise<unknown>;
  readonly unload: (model: unknown) => void | Promise<void>;
  readonly onUnloadFailed: (error: unknown) => void;
}

/** The models of a replica: each request gets that of its token, and holds it until it is answered. */
export class ReplicaModels {
  readonly #options: ReplicaModelsOptions;
  readonly #cache: ModelCache<unknown>;
  readonly #scopes = new AsyncLocalStorage<RequestScope>();

  constructor(options: ReplicaModelsOptions) {
    this.#options = options;
    const { capacity, load, unload, onUnloadFailed } = options;
    this.#cache = new ModelCache<unknown>({ capacity, load, unload: (model) => unload(model), onUnloadFailed });
  }

  /** Runs `work` for a request. What it loads stays in memory until `end` is called. */
  begin<T>(claims: ModelClaims | undefined, signal: AbortSignal, work: () => T): { readonly value: T; readonly end: () => void } {
    const scope: RequestScope = { claims, signal, leases: new Map() };
    const end = (): void => {
      for (const lease of scope.leases.values())
        lease.then(
          ({ release }) => release(),
          () => {}, // who asked has been told
        );
      scope.leases.clear();
    };
    return { value: this.#scopes.run(scope, work), end };
  }

  /** Which model the running request is for: only requests with the same one may be answered together. */
  get batchKey(): string {
    return JSON.stringify(this.#scopes.getStore()?.claims ?? null);
  }

  async ofRequest(): Promise<unknown> {
    const { verify, model } = this.#options;
    const claims = this.#scopes.getStore()?.claims;
    if (claims !== undefined) return this.#acquire(claims);
    if (verify === undefined && model !== undefined) return this.#acquire({ tenant: '', model: String(model), version: '' });
    throw new ActionsmithError(
      verify === undefined
        ? 'no model is served: bind({ model }) names one, and bind({ tokens }) lets callers choose'
        : 'there is no request, so there is no token that names a model: getModel() belongs into a route, or infer()',
      { code: 'NO_MODEL' },
    );
  }

  async ofToken(token: string): Promise<unknown> {
    const { verify } = this.#options;
    if (verify === undefined) throw new ActionsmithError('tokens are not used here: bind({ tokens }) says how', { code: 'NO_TOKENS' });
    return this.#acquire(await verify(token));
  }

  close(): Promise<void> {
    return this.#cache.close();
  }

  async #acquire(key: ModelKey): Promise<unknown> {
    const scope = this.#scopes.getStore();
    if (scope === undefined) {
      const { model, release } = await this.#cache.acquire(key);
      release(); // nobody says when it is not needed any more
      return model;
    }
    const name = JSON.stringify(key);
    const lease = scope.leases.get(name) ?? this.#cache.acquire(key, scope.signal);
    scope.leases.set(name, lease);
    return (await lease).model;
  }
}
