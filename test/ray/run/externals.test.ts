import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { RayJobExecutor } from '../../../runtime/executors/ray-job-executor.ts';

const workingDir = fileURLToPath(new URL('../fixtures/images', import.meta.url));

test('an action that uses sharp runs as a job: its native library travels along, once for all jobs', async () => {
  const executor = new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir });
  const sent: number[] = [];
  const onPackage = (zip: Uint8Array): void => void sent.push(zip.byteLength);
  const first = await executor.submit<{ red: number }>('shrink', { width: 16 }, { onPackage });
  const second = await executor.submit<{ red: number }>('shrink', { width: 8 }, { onPackage });
  expect(await first.result()).toEqual({ width: 16, height: 8, red: 200 });
  expect(await second.result()).toEqual({ width: 8, height: 4, red: 200 });
  expect(sent.filter((bytes) => bytes > 1_000_000)).toHaveLength(1);
  expect(sent).toHaveLength(3);
});

test('the same action runs as a task, and again in the actor that has its library already', async () => {
  await using executor = new RayActorExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir });
  expect(await executor.execute('shrink', { width: 16 })).toEqual({ width: 16, height: 8, red: 200 });
  expect(await executor.execute('shrink', { width: 8 })).toEqual({ width: 8, height: 4, red: 200 });
});
