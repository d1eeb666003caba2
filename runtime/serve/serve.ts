import type { DashboardOptions } from '../ray/http/open-dashboard.ts';
import type { BoundDeployment } from './base-serve-deployment.ts';
import type { DeployedApplication, DeployOptions } from './deploy/deploy-application.ts';

/** Guide: Ray Serve Deployments. */
export const serve = {
  /** Deploys a bound class, and resolves when it answers: see `deployApplication`. */
  async run(deployment: BoundDeployment, options: DeployOptions = {}): Promise<DeployedApplication> {
    const { deployApplication } = await import('./deploy/deploy-application.ts');
    return deployApplication(deployment, options);
  },

  /** Takes an application away; its replicas end what they answer first. False where there was none. */
  async delete(name: string, options: DashboardOptions = {}): Promise<boolean> {
    const { ServeClient } = await import('../ray/serve/serve-client.ts');
    return new ServeClient(options).delete(name);
  },
} as const;
