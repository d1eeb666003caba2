import { fileURLToPath } from 'node:url';
import { afterAll, inject } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { runExecutorContract } from '../../executors/run-executor-contract.ts';
import { contractRegistry } from '../../support/contract-actions.ts';

const workingDir = fileURLToPath(new URL('../fixtures/contract', import.meta.url));
const executor = new RayActorExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir, maxActors: 3 });
afterAll(() => executor.shutdown());

runExecutorContract({
  name: 'RayActorExecutor',
  create: () => ({
    submit: (action, params) => executor.submit(contractRegistry.get(action), params),
    getStatus: (run) => executor.getStatus(run),
    getLogs: (run) => executor.getLogs(run),
    wait: (run, options) => executor.wait(run, options),
    stop: (run) => executor.stop(run),
  }),
});
