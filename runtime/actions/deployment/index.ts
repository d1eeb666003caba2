/** Entry `actionsmith/actions/deployment`. */
export { deploymentProgress } from '../progress.ts';
export { DeploymentParams, type DeploymentParamsInput } from '../../schemas/deployment.ts';
export { BaseDeploymentAction } from './base-deployment-action.ts';
export { DeploymentContext } from './deployment-context.ts';
