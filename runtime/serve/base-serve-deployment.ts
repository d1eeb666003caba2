import type { ActionRef } from '../action/action-spec.ts';
import { BaseAction } from '../action/base-action.ts';
import type { Model } from '../../generated/backend/model/types.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { LoadedModel } from '../models/load-model.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import { servingOf } from './serving.ts';
import type { OpenRoutes, OpenServeApp, RouteChecks, ServeApp, ServeRequest, ServeRoutes } from './serve-routes.ts';
import type { TokenOptions } from './tokens/token-options.ts';

/** What is known of a model, and `path`, the folder of its files. */
export type ModelInfo = LoadedModel & Partial<Pick<Model, 'updated_at'>>;

export interface BindOptions<P = unknown> {
  /** Of the backend with the models; default: what the replica's environment names. */
  readonly backendUrl?: string;
  /** The replica's own token for the backend: `env:NAME`, `file:/path`. Default: ACTIONSMITH_BACKEND_TOKEN of its environment. */
  readonly backendToken?: string;
  /** Callers choose a model by a token. Without it there are none, and `model` is what is served. */
  readonly tokens?: TokenOptions;
  /** The model that is served to callers without a token: an id of the backend, or a path where the replica runs. */
  readonly model?: number | string;
  /** Models in the memory of one replica; default 3, as Ray Serve's. */
  readonly maxModels?: number;
  /** What the contract's `params` say. */
  readonly params?: P;
}

/** A deployment class that can be constructed. */
export interface ServeDeploymentClass {
  new (params: never, ctx: RuntimeContext): BaseServeDeployment<unknown, object, unknown>;
  readonly name: string;
  readonly ref: ActionRef | undefined;
  readonly routeChecks: RouteChecks;
}

/** A class with what its replicas are given: what `serve.run` and `deploy` take. */
export interface BoundDeployment {
  readonly deployment: ServeDeploymentClass;
  readonly options: BindOptions;
}

/**
 * Guide: BaseServeDeployment. A service that answers HTTP requests in replicas on Ray Serve, with models that each request chooses. One instance a replica;
 * `M` is a loaded model, `R` the routes of the contract.
 */
export abstract class BaseServeDeployment<M = unknown, R extends ServeRoutes = OpenRoutes, P = unknown> extends BaseAction<P, never> {
  /** Of the contract; the generated base sets it. */
  static readonly routeChecks: RouteChecks = {};

  static override bind(this: ServeDeploymentClass, options: BindOptions = {}): BoundDeployment {
    return { deployment: this, options };
  }

  /** Loads a model from its files, which lie in `modelInfo.path` and stay there while it is loaded. */
  abstract _getModel(modelInfo: ModelInfo): M | Promise<M>;

  /** One result for each input, in their order. */
  abstract infer(inputs: readonly unknown[]): readonly unknown[] | Promise<readonly unknown[]>;

  /** Names the routes. Default: `POST /` with `{ inputs }`, which answers `{ results }`. */
  routes(app: ServeApp<R>): void {
    (app as OpenServeApp).post('/', async ({ body }: ServeRequest<{ readonly inputs: readonly unknown[] }>) => ({
      results: await this.inferBatch(body.inputs),
    }));
  }

  /** The model of the request that is answered: loaded once for all who ask for it, and kept while it is used. Throws NO_MODEL, NotFoundError, and what loads it. */
  getModel(): Promise<M> {
    return servingOf(this).modelOfRequest() as Promise<M>;
  }

  /** The same for a token at hand. Throws TOKEN_REFUSED. */
  _loadModelFromToken(token: string): Promise<M> {
    return servingOf(this).modelOfToken(token) as Promise<M>;
  }

  /** Lets go of a model, once. Default: its `dispose`, `close` or `Symbol.asyncDispose`, if it has one. */
  async _unloadModel(model: M): Promise<void> {
    const { disposeModel } = await import('./models/dispose-model.ts');
    await disposeModel(model);
  }

  /** `infer` for inputs of several requests at once, where the contract says `batch`; else it is `infer`. */
  async inferBatch(inputs: readonly unknown[]): Promise<readonly unknown[]> {
    return servingOf(this).inferBatch(inputs);
  }

  /** Throw where this replica should be replaced by another one. Asked again and again. */
  checkHealth(): void | Promise<void> {}

  override async execute(): Promise<never> {
    throw new ActionsmithError(`${this.constructor.name} answers requests, and is not run: actionsmith serve deploy`, {
      code: 'NOTHING_TO_RUN',
    });
  }
}
