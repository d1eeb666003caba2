/** Entry `actionsmith/serve`: services that answer requests on Ray Serve, and what deploys them. Guide: Ray Serve Deployments. */
export { isRayError } from '../ray/is-ray-error.ts';
export { ServeClient } from '../ray/serve/serve-client.ts';
export {
  BaseServeDeployment,
  type BindOptions,
  type BoundDeployment,
  type ModelInfo,
  type ServeDeploymentClass,
} from './base-serve-deployment.ts';
export type { DeployedApplication, DeployOptions } from './deploy/deploy-application.ts';
export type { ServeOptions } from './deploy/serve-options.ts';
export { serve } from './serve.ts';
export {
  type OpenRoutes,
  type RouteChecks,
  type ServeApp,
  ServeProblem,
  ServeReply,
  type ServeRequest,
  type ServeRoutes,
} from './serve-routes.ts';
export { signModelToken, type SignTokenOptions } from './tokens/sign-token.ts';
export type { TokenAlgorithm, TokenOptions } from './tokens/token-options.ts';
export type { ModelClaims } from './tokens/verify-token.ts';
