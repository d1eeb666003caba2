import type { NodeOption } from '../ray/choose-node.ts';
import type { RuntimeEnv } from '../ray/runtime-env.ts';

export interface RayActorExecutorOptions {
  /** Of the dashboard; default and `auto`: RAY_API_SERVER_ADDRESS, else http://localhost:8265. */
  readonly rayAddress?: string;
  /** The same under the name that jobs have for it. */
  readonly dashboardUrl?: string;
  /** The plugin's folder; default: the one you stand in. */
  readonly workingDir?: string;
  /** What an actor holds as long as it lives; over what the contract says. Default: nothing. */
  readonly numCpus?: number;
  readonly numGpus?: number;
  /** In bytes. */
  readonly memory?: number;
  /** Of the cluster's own kinds: `{ accelerator: 1 }`. */
  readonly resources?: Readonly<Record<string, number>>;
  /** How often Ray starts an actor again that died; after that another one takes its place. Default 3. */
  readonly maxRestarts?: number;
  /** In Ray's own words: `{ pip: [...], env_vars: {...} }`. Of the gateway's job and of its actors. */
  readonly runtimeEnv?: RuntimeEnv;
  /** As for jobs: wins over everything else that the run's environment is made of. */
  readonly env?: Readonly<Record<string, string>>;
  /** For work on the toolkit itself: this copy of it travels, even where the plugin has one installed. */
  readonly includeSdk?: boolean;
  /** How many actors there may be at a time, each with one run; what comes above waits. Default 4. */
  readonly maxActors?: number;
  /** Sent with every request to the dashboard. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** For https, of the dashboard and of `gatewayUrl`: false, or the file of a certificate authority. */
  readonly verify?: boolean | string;
  /** Globs of files that travel, from the plugin's folder; default: what the contract says. */
  readonly assets?: readonly string[];
  /** Of the cluster, for packages that are not bundled: `linux-x64`, `linux-arm64-musl`; default: Linux on a processor like this one's. */
  readonly platform?: string;
  /** Where `node` comes from on the cluster; over what the contract says. Default `auto`: a wheel where the cluster has none. */
  readonly node?: NodeOption;
  /** How long a cancelled run may take to clean up; default 30 s. One that does not even notice is killed after 5 s. */
  readonly stopSeconds?: number;
  /** How long an actor may take to start; default 60 s. */
  readonly startSeconds?: number;
  /** After how long without a run the gateway and its actors end; default 10 minutes. The next run starts them again. */
  readonly idleSeconds?: number;
  /** After how long without a sign of this process they end; default 30 s. */
  readonly leaseSeconds?: number;
  /** Where the gateway listens on the head node; default: any free port. */
  readonly gatewayPort?: number;
  /** Where this machine reaches the gateway, if not at the dashboard's host: `http://127.0.0.1:9000`, `https://tasks.example.com`. */
  readonly gatewayUrl?: string;
}

export interface MapOptions {
  /** How many runs there may be at a time, each in an actor of its own; default: `maxActors`. */
  readonly concurrency?: number;
}
