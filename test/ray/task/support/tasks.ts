import { inject } from 'vitest';
import { RayActorExecutor } from '../../../../runtime/executors/ray-actor-executor.ts';
import type { RayActorExecutorOptions } from '../../../../runtime/executors/ray-actor-options.ts';
import { probeFolder } from './processes.ts';

/** An executor of the probe plugin in actors of the test run's cluster. Actors hold nothing, so that tests do not wait for each other. */
export function taskExecutor(options: RayActorExecutorOptions = {}): RayActorExecutor {
  return new RayActorExecutor({
    dashboardUrl: inject('rayDashboardUrl'),
    workingDir: probeFolder,
    stopSeconds: 2,
    leaseSeconds: 3,
    ...options,
  });
}
