/** Entry `actionsmith/actions/inference`. */
export { deploymentProgress, inferenceProgress } from '../progress.ts';
export { InferenceParams, type InferenceParamsInput, InferenceResult, type InferenceResultInput } from '../../schemas/inference.ts';
export { BaseDeploymentAction } from '../deployment/base-deployment-action.ts';
export { DeploymentContext } from '../deployment/deployment-context.ts';
export type { LoadedModel } from '../../models/load-model.ts';
export type { ModelFiles } from '../../models/model-files.ts';
export { BaseInferenceAction } from './base-inference-action.ts';
export type { BatchOptions } from './infer-batches.ts';
export { InferenceContext } from './inference-context.ts';
