import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { BoundDeployment, ServeDeploymentClass } from '../../serve/base-serve-deployment.ts';
import type { DeployOptions } from '../../serve/deploy/deploy-application.ts';
import { clientOf } from '../client-of.ts';
import { deploymentProgress } from '../progress.ts';
import { DeploymentContext } from './deployment-context.ts';

/** What `deploy` takes: a class that was generated from the contract, or what its `bind` gives. */
export interface DeployArguments extends Omit<DeployOptions, 'rayAddress' | 'workingDir' | 'signal'> {
  readonly deployment: BoundDeployment | ServeDeploymentClass;
}

/** Guide: BaseDeploymentAction. Deploys a service that answers requests. It runs where the plugin's sources are. */
export abstract class BaseDeploymentAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...deploymentProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof deploymentProgress = deploymentProgress;

  #rayAddress: string | undefined;
  #routePrefix: string | undefined;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): DeploymentContext<P, unknown> {
    return new DeploymentContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }

  /** Finds the cluster: the dashboard at the address, RAY_API_SERVER_ADDRESS, or this machine. Reports `initialize`. Throws RayError. */
  async rayInit({ address }: { readonly address?: string } = {}): Promise<void> {
    const { reachCluster } = await import('./deployment-work.ts');
    this.setProgress(0, 1, this.progress.INITIALIZE);
    await reachCluster(address, this.ctx.signal);
    this.#rayAddress = address;
    this.setProgress(1, 1, this.progress.INITIALIZE);
  }

  /**
   * Deploys the service, and gives its name and the id of its version once it is healthy. The version before it answers until then; where the new one fails,
   * it goes on, and RayError DEPLOY_FAILED says why, with the replica's log. Reports `deploy`.
   */
  async deploy(what: DeployArguments): Promise<[appName: string, appId: string]> {
    const { deployOnServe } = await import('./deployment-work.ts');
    this.setProgress(0, 1, this.progress.DEPLOY);
    const { name, id, routePrefix } = await deployOnServe(what, this.params, { ctx: this.ctx, rayAddress: this.#rayAddress });
    this.#routePrefix = routePrefix;
    this.setProgress(1, 1, this.progress.DEPLOY);
    return [name, id];
  }

  /** Tells the backend of the application, and gives its id there. Reports `register`. Throws BackendError NO_BACKEND, ActionsmithError NO_JOB. */
  async registerServeApplication(appName: string, appId: string): Promise<number> {
    const { client, ctx } = this;
    if (ctx.jobId === undefined)
      throw new ActionsmithError('the backend keeps an application with the job that deployed it, and this run has none', {
        code: 'NO_JOB',
      });
    const { registerApplication } = await import('./deployment-work.ts');
    this.setProgress(0, 1, this.progress.REGISTER);
    const route = this.#routePrefix === undefined ? {} : { routePrefix: this.#routePrefix };
    const application = { name: appName, id: appId, rayAddress: this.#rayAddress, ...route };
    const { id } = await registerApplication(client, ctx.jobId, application, ctx.signal);
    this.setProgress(1, 1, this.progress.REGISTER);
    return id;
  }
}
