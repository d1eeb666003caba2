/** Guide: Ray Job Execution; Ray Jobs API Execution. */
import { type RunEvent, runPlugin } from 'actionsmith';
import { RayJobExecutor, RayJobsApiExecutor } from 'actionsmith/executors';
import { expect, inject, test } from 'vitest';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();

test('an action runs as a job by its name, and is asked for and waited for by its id', async () => {
  const executor = new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: sums.folder });
  const { id } = await executor.submit('double', { by: 10 });
  expect(['PENDING', 'RUNNING']).toContain(await executor.getStatus(id));
  expect(await executor.wait(id, { timeoutSeconds: 3600 })).toEqual({ doubled: 20 });
  expect(await executor.getStatus(id)).toBe('SUCCEEDED');
  expect(await executor.getLogs(id)).toBe('');
});

test('RayJobsApiExecutor is the same under its other name, and takes a runtime_env', async () => {
  const executor = new RayJobsApiExecutor({
    dashboardUrl: inject('rayDashboardUrl'),
    workingDir: sums.folder,
    runtimeEnv: { env_vars: { YOLO_OFFLINE: 'true' } },
  });
  const run = await executor.submit('double', { by: 10 });
  expect(await executor.wait(run, { timeoutSeconds: 3600 })).toEqual({ doubled: 20 });
  expect((await executor.client.get(run.id)).runtime_env).toMatchObject({ env_vars: { YOLO_OFFLINE: 'true' } });
});

test('runPlugin in mode job gives the same result as in this process, and its events to the same logger', async () => {
  expect(await runIn('job')).toEqual(await runIn('local'));
});

async function runIn(mode: string): Promise<unknown> {
  const events: RunEvent[] = [];
  const logger = { write: (event: RunEvent) => void events.push(event) };
  const ray = { dashboardUrl: inject('rayDashboardUrl') };
  const result = await runPlugin(sums.folder, 'double', { by: 10 }, { mode, ray, logger });
  return { result, events: events.map(({ type }) => type) };
}
