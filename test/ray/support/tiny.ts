import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { RayJobExecutor, type RayJobExecutorOptions } from '../../../runtime/executors/ray-job-executor.ts';
import type { RayRun } from '../../../runtime/executors/ray-run.ts';

/** The folder of the plugin that the tests run. */
export const tinyFolder: string = fileURLToPath(new URL('../fixtures/tiny', import.meta.url)).replace(/\/$/, '');

/** An executor of the tiny plugin on the test run's cluster. */
export function tinyExecutor(options: RayJobExecutorOptions = {}): RayJobExecutor {
  return new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: tinyFolder, ...options });
}

/** What the run printed, byte for byte. */
export async function printed(run: RayRun): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of run.logs()) chunks.push(bytes);
  return Buffer.concat(chunks);
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return promise.then(
    (value) => Promise.reject(new Error(`it resolved to ${JSON.stringify(value)}`)),
    (error: Error & Record<string, unknown>) => error,
  );
}
