/** Entry `actionsmith/actions/inference`. */
export { deploymentProgress, inferenceProgress } from '../progress.ts';
export { InferenceParams, type InferenceParamsInput, InferenceResult, type InferenceResultInput } from '../../schemas/inference.ts';
export { BaseDeploymentAction } from '../deployment/base-deployment-action.ts';
export { DeploymentContext } from '../deployment/deployment-context.ts';
export { BaseInferenceAction } from './base-inference-action.ts';
export { InferenceContext } from './inference-context.ts';
