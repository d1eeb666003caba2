import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { RayJobsApiExecutor } from '../../../runtime/executors/ray-jobs-api-executor.ts';
import { runExecutorContract } from '../../executors/run-executor-contract.ts';
import { contractRegistry } from '../../support/contract-actions.ts';

const workingDir = fileURLToPath(new URL('../fixtures/contract', import.meta.url));

runExecutorContract({
  name: 'RayJobsApiExecutor',
  create() {
    const executor = new RayJobsApiExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir });
    return {
      submit: (action, params) => executor.submit(contractRegistry.get(action), params),
      getStatus: (run) => executor.getStatus(run),
      getLogs: (run) => executor.getLogs(run),
      wait: (run, options) => executor.wait(run, options),
      stop: (run) => executor.stop(run),
    };
  },
});
