import { BaseAction } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import { clientOf } from '../client-of.ts';
import { deploymentProgress } from '../progress.ts';
import { DeploymentContext } from './deployment-context.ts';

/** Guide: BaseDeploymentAction. Deploys a service that answers requests. */
export abstract class BaseDeploymentAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...deploymentProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof deploymentProgress = deploymentProgress;

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): DeploymentContext<P, unknown> {
    return new DeploymentContext<P, unknown>({ params: this.params, ctx: this.ctx });
  }
}
