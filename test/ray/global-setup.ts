import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startLocalCluster } from '../../runtime/ray/local-cluster.ts';
import { ensureRayVenv } from '../../runtime/ray/ray-venv.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the one real cluster that a test run starts. */
    readonly rayDashboardUrl: string;
    /** The `ray` command of the cluster's own release. */
    readonly rayCommand: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One real cluster a test run; ACTIONSMITH_TEST_DASHBOARD names one that is already there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['ACTIONSMITH_TEST_DASHBOARD'];
  const venv = await ensureRayVenv(root, { onProgress: console.error });
  project.provide('rayCommand', venv.ray);
  if (running) {
    project.provide('rayDashboardUrl', running);
    return async () => {};
  }
  const cluster = await startLocalCluster({ folder: root });
  project.provide('rayDashboardUrl', cluster.dashboardUrl);
  return () => cluster.stop();
}
