import { BaseAction } from '../action/base-action.ts';

/** Guide: BaseDeploymentAction. Deploys a service that answers requests. */
export abstract class BaseDeploymentAction<P = unknown, R = unknown> extends BaseAction<P, R> {}
