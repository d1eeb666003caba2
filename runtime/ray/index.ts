/** Entry `actionsmith/ray`: Ray's Jobs API, bundles, and a cluster on this machine. */
export type { ClusterVersion, JobDetails, JobStatus, JobSubmission } from '../../generated/ray-jobs/types.ts';
export { resolveDashboardUrl } from './address.ts';
export { bundlePlugin, type BundleOptions } from './bundle/bundle-plugin.ts';
export type { BundleManifest } from './bundle/bundle-manifest.ts';
export { readBundle } from './bundle/saved-bundle.ts';
export type { NodeChoice, NodeOption } from './choose-node.ts';
export { followRun, type RunItem } from './follow/follow-run.ts';
export { isRayError } from './is-ray-error.ts';
export { type CallOptions, isTerminal, PACKAGE_LIMIT_BYTES, RayJobsClient, type RayJobsClientOptions } from './jobs-client.ts';
export { type LocalCluster, type LocalClusterOptions, startLocalCluster } from './local-cluster.ts';
export { ensureRayVenv, RAY_VERSION, type RayVenv } from './ray-venv.ts';
