import type { AnyAction } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import { readAssets } from '../ray/bundle/assets.ts';
import { chooseNode, type NodeChoice } from '../ray/choose-node.ts';
import type { RayJobsClient } from '../ray/jobs-client.ts';
import { findWheels, readPythonPackages } from '../ray/python-packages.ts';
import { mergeRemoteEnvironment, mergeRuntimeEnv, type RemoteEnvironment } from '../ray/runtime-env.ts';
import { bundleTask } from '../ray/task/bundle-task.ts';
import { Gateway, type TaskBundle } from '../ray/task/gateway.ts';
import { findSpec } from './find-spec.ts';
import type { RayActorExecutorOptions } from './ray-actor-options.ts';

/** What an executor's options come to: for each action, and for the gateway. Found once, and kept. */
export class TaskSetup {
  /** The plugin's. */
  readonly folder: string;
  readonly #client: RayJobsClient;
  readonly #options: RayActorExecutorOptions;
  readonly #specs = new Map<unknown, Promise<ActionSpec>>();
  readonly #bundles = new Map<ActionSpec, Promise<TaskBundle>>();
  readonly #nodes = new Map<undefined, Promise<NodeChoice>>();

  constructor(client: RayJobsClient, options: RayActorExecutorOptions) {
    this.folder = options.workingDir ?? process.cwd();
    this.#client = client;
    this.#options = options;
  }

  specOf(action: string | ActionSpec | AnyAction): Promise<ActionSpec> {
    return remember(this.#specs, action, () => findSpec(this.folder, action));
  }

  bundleOf(spec: ActionSpec): Promise<TaskBundle> {
    const { includeSdk = false, assets = spec.assets ?? [], platform } = this.#options;
    return remember(this.#bundles, spec, async () => {
      const { env } = await this.#environmentOf(spec);
      return bundleTask(this.folder, spec, { env }, { assets, includeSdk, platform });
    });
  }

  /** Options of Ray's actors. */
  needsOf(spec: ActionSpec): Record<string, unknown> {
    const { numCpus, numGpus, memory, resources, maxRestarts = 3 } = this.#options;
    const given = Object.entries({ num_cpus: numCpus, num_gpus: numGpus, memory, resources });
    return { ...spec.resources, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), max_restarts: maxRestarts };
  }

  async startGateway(spec: ActionSpec): Promise<Gateway> {
    const {
      stopSeconds = 30,
      startSeconds = 60,
      leaseSeconds = 30,
      idleSeconds = 600,
      gatewayPort: port = 0,
      gatewayUrl: url,
      verify,
    } = this.#options;
    const { runtimeEnv } = await this.#environmentOf(spec);
    const files = await readAssets(this.folder, await findWheels(this.folder, spec.python ?? {}));
    const limits = { stopSeconds, startSeconds, leaseSeconds, idleSeconds };
    return Gateway.start(this.#client, { plugin: spec.plugin, runtimeEnv, files, ...limits, port, url, verify });
  }

  /** Where the workers' Node comes from: decided once. */
  chooseNode(spec: ActionSpec): Promise<NodeChoice> {
    const { node = spec.node, runtimeEnv = {} } = this.#options;
    return remember(this.#nodes, undefined, () => chooseNode(this.#client, node, mergeRuntimeEnv(spec.runtimeEnv ?? {}, runtimeEnv)));
  }

  async #environmentOf(spec: ActionSpec): Promise<RemoteEnvironment> {
    const { env, runtimeEnv } = this.#options;
    const python = await readPythonPackages(this.folder, spec.python);
    return mergeRemoteEnvironment({ contract: spec, env, runtimeEnv, python, node: (await this.chooseNode(spec)).source });
  }
}

/** What was found is found again at once; what failed is tried again. */
function remember<K, V>(known: Map<K, Promise<V>>, key: K, find: () => Promise<V>): Promise<V> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}
