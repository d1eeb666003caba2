import type { ServeApplication } from '../../../generated/backend/serve-application/types.ts';
import type { Backend } from '../../backend/backend.ts';
import type { RuntimeContext } from '../../context/runtime-context.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { ServeClient } from '../../ray/serve/serve-client.ts';
import type { BoundDeployment, ServeDeploymentClass } from '../../serve/base-serve-deployment.ts';
import { type DeployOptions, type DeployedApplication, deployApplication } from '../../serve/deploy/deploy-application.ts';
import type { ServeOptions } from '../../serve/deploy/serve-options.ts';
import type { DeployArguments } from './base-deployment-action.ts';

/* What a deployment does on the cluster: a part that loads when a run deploys. */

/** Throws RayError where no Ray answers. */
export async function reachCluster(address: string | undefined, signal: AbortSignal): Promise<void> {
  await new RayJobsClient({ address }).version({ signal });
}

/** Deploys by what the call says, else by the params of the run, else by the contract. */
export async function deployOnServe(
  { deployment, routePrefix, options, ...given }: DeployArguments,
  params: unknown,
  { ctx, rayAddress }: { readonly ctx: RuntimeContext; readonly rayAddress: string | undefined },
): Promise<DeployedApplication> {
  const { app_name, route_prefix, ...asked } = (params ?? {}) as Readonly<Record<string, unknown>>;
  const all: DeployOptions = {
    rayAddress,
    workingDir: ctx.pluginFolder,
    name: textOf(app_name),
    signal: ctx.signal,
    ...given,
    routePrefix: routePrefix ?? textOf(route_prefix),
    options: { ...optionsOf(asked), ...options },
  };
  return deployApplication(isBound(deployment) ? deployment : { deployment, options: {} }, all);
}

/** Tells the backend of an application, with the job that deployed it. */
export async function registerApplication(
  client: Backend,
  job: number | string,
  {
    name,
    id,
    routePrefix,
    rayAddress,
  }: { readonly name: string; readonly id: string; readonly routePrefix?: string; readonly rayAddress: string | undefined },
  signal: AbortSignal,
): Promise<ServeApplication> {
  const status = (await new ServeClient({ address: rayAddress }).application(name, { signal }))?.status ?? 'NOT_STARTED';
  return client.serveApplications.create(
    { job, name, status, data: { app_id: id, ...(routePrefix && { route_prefix: routePrefix }) } },
    { signal },
  );
}

/** Of BaseDeploymentParams. Zero of something is none of it, and is not asked for. */
function optionsOf({ num_replicas, max_ongoing_requests, num_cpus, num_gpus }: Readonly<Record<string, unknown>>): ServeOptions {
  const actor = Object.fromEntries(Object.entries({ num_cpus, num_gpus }).filter(([, value]) => typeof value === 'number' && value > 0));
  return {
    ...(typeof num_replicas === 'number' && { num_replicas }),
    ...(typeof max_ongoing_requests === 'number' && { max_ongoing_requests }),
    ...(Object.keys(actor).length > 0 && { ray_actor_options: actor }),
  };
}

function isBound(deployment: BoundDeployment | ServeDeploymentClass): deployment is BoundDeployment {
  return 'deployment' in deployment;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
