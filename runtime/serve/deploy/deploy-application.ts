import type { AnyAction } from '../../action/action-class.ts';
import type { ActionSpec } from '../../action/action-spec.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { findSpec } from '../../executors/find-spec.ts';
import { chooseNode, type NodeOption } from '../../ray/choose-node.ts';
import { readForwardedSecrets } from '../../ray/forward-secrets.ts';
import type { DashboardOptions } from '../../ray/http/open-dashboard.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { readPythonPackages } from '../../ray/python-packages.ts';
import { mergeRemoteEnvironment, mergeRuntimeEnv, type RuntimeEnv } from '../../ray/runtime-env.ts';
import { ServeClient, type ServeHttp } from '../../ray/serve/serve-client.ts';
import type { BindOptions, BoundDeployment } from '../base-serve-deployment.ts';
import { packageApplication } from './package-application.ts';
import { replaceApplication } from './replace-application.ts';
import { replicaSettings, type ServeOptions } from './serve-options.ts';

export interface DeployOptions {
  /** URL of the dashboard, or `auto`. */
  readonly rayAddress?: string | undefined;
  readonly token?: string | undefined;
  readonly headers?: DashboardOptions['headers'];
  readonly verify?: DashboardOptions['verify'];
  /** Of the application on the cluster; default: the plugin's code. */
  readonly name?: string | undefined;
  /** Default: `/` and the name. */
  readonly routePrefix?: string | undefined;
  /** Over those of the contract. */
  readonly options?: ServeOptions | undefined;
  /** Where Serve listens, if it does not run yet. */
  readonly http?: ServeHttp | undefined;
  /** The plugin's folder; default: the one you stand in. */
  readonly workingDir?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly runtimeEnv?: RuntimeEnv | undefined;
  /** Secrets that go along in `env_vars`, for everybody to read who may look into the cluster. */
  readonly forwardSecrets?: readonly string[] | undefined;
  readonly assets?: readonly string[] | undefined;
  readonly node?: NodeOption | undefined;
  /** Of the cluster, for packages that are not bundled. */
  readonly platform?: string | undefined;
  /** How long replicas may take to be healthy; default 600. */
  readonly timeoutSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An application that answers. */
export interface DeployedApplication {
  readonly name: string;
  /** Of what is served: the same for the same sources and settings. */
  readonly id: string;
  readonly routePrefix: string;
  /** Where it answers on the cluster's machines: `http://127.0.0.1:8000/detector`. */
  readonly url: string;
}

/**
 * Deploys a service on Ray Serve and waits until it is healthy. A version before it answers until then; where the new one does not get healthy, it goes on.
 * Takes a bound class that was generated from the contract, or an action's name with what it is bound with. Throws RayError DEPLOY_FAILED with the log of
 * the replica, DEPLOY_TIMED_OUT, and what bundling throws.
 */
export async function deployApplication(
  target: BoundDeployment | { readonly action: string; readonly options?: BindOptions },
  options: DeployOptions = {},
): Promise<DeployedApplication> {
  const { workingDir: folder = process.cwd(), rayAddress: address, token, headers, verify, signal } = options;
  const connection = { address, token, headers, verify };
  const spec = await findSpec(folder, 'action' in target ? target.action : (target.deployment as unknown as AnyAction));
  if (spec.base !== 'serve')
    throw new ActionsmithError(`the action ${spec.name} answers no requests: its base is ${spec.base}, not serve`, {
      code: 'NO_DEPLOYMENT',
    });
  const { deployment, batch } = replicaSettings({ ...spec.serve, ...options.options }, spec.resources);
  const jobs = new RayJobsClient(connection);
  const { env, runtimeEnv } = await environmentOf(jobs, folder, spec, options);
  const { plugin, name: action, contractHash } = spec;
  const file = { protocol: 1, plugin, action, contractHash, env, bound: target.options ?? {}, ...(batch && { batch }) } as const;
  const { assets = spec.assets ?? [], platform } = options;
  const { digest, content } = await packageApplication(folder, spec, file, { assets, platform });
  const name = options.name ?? plugin;
  const routePrefix = options.routePrefix ?? `/${name}`;
  const className = spec.entrypoint.split(':')[1] ?? 'Deployment';
  const client = new ServeClient(connection);
  await replaceApplication(client, {
    config: {
      name,
      route_prefix: routePrefix,
      import_path: 'replica:build',
      runtime_env: { ...runtimeEnv, working_dir: await jobs.upload(content, { signal }) },
      args: { app: name, deployment: className, package: digest.slice(0, 16), plugin, action, contract: contractHash },
      deployments: [{ name: className, ...deployment }],
    },
    http: options.http,
    timeoutSeconds: options.timeoutSeconds ?? 600,
    signal,
  });
  return { name, id: digest.slice(0, 16), routePrefix, url: await client.urlOf(routePrefix, { signal }) };
}

async function environmentOf(
  jobs: RayJobsClient,
  folder: string,
  spec: ActionSpec,
  { env, runtimeEnv = {}, node: wanted = spec.node, forwardSecrets = [], signal }: DeployOptions,
): Promise<ReturnType<typeof mergeRemoteEnvironment>> {
  const python = await readPythonPackages(folder, spec.python);
  const node = (await chooseNode(jobs, wanted, mergeRuntimeEnv(spec.runtimeEnv ?? {}, runtimeEnv), signal)).source;
  const forwarded = readForwardedSecrets(forwardSecrets, spec.secrets);
  return mergeRemoteEnvironment({ contract: spec, env, runtimeEnv, python, node, forwarded });
}
