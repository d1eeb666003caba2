import { StepContext } from '../../steps/step-context.ts';

/** Guide: BaseDeploymentAction. What the steps of a deployment share. */
export class DeploymentContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** Name of the application on the cluster. */
  appName?: string;
  /** Of its version, as `deploy` gives it. */
  appId?: number | string;
}
