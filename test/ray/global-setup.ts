import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startLocalCluster } from '../../runtime/ray/local-cluster.ts';
import { ensureManagedRay, ensureRayVenv, RAY_VERSION } from '../../runtime/ray/ray-venv.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the one real cluster that a test run starts. */
    readonly rayDashboardUrl: string;
    /** The `ray` command of the cluster's own release. */
    readonly rayCommand: string;
    readonly rayVersion: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One real cluster a test run; ACTIONSMITH_TEST_DASHBOARD names one that is already there, ACTIONSMITH_TEST_RAY_VERSION another release. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['ACTIONSMITH_TEST_DASHBOARD'];
  const version = process.env['ACTIONSMITH_TEST_RAY_VERSION'] ?? RAY_VERSION;
  const options = { version, onProgress: console.error, ...(version === RAY_VERSION && { folder: root }) };
  const venv = await (version === RAY_VERSION ? ensureRayVenv(root, options) : ensureManagedRay(options));
  project.provide('rayCommand', venv.ray);
  project.provide('rayVersion', version);
  if (running) {
    project.provide('rayDashboardUrl', running);
    return async () => {};
  }
  const cluster = await startLocalCluster({ ...options, numGpus: 2 });
  project.provide('rayDashboardUrl', cluster.dashboardUrl);
  return () => cluster.stop();
}
