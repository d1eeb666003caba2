/** Guide: Execution Modes: Ray Task Execution, Execution Mode Comparison. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NoOpLogger, runPlugin } from 'actionsmith';
import type { BoundAction } from 'actionsmith/codegen/v1';
import { RayActorExecutor, shutdownTasks } from 'actionsmith/executors';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listRuns } from '../../../runtime/history/stored-run.ts';
import { readEvents } from '../../../runtime/history/read-events.ts';
import { readRun } from '../../../runtime/history/read-run.ts';
import { runsFolder } from '../../../runtime/history/run-folder.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { runCli } from '../../support/run-cli.ts';
import { useSumsPlugin } from '../../support/sums-plugin.ts';
import { testClient } from '../support/jobs.ts';
import { rejection } from '../support/tiny.ts';
import type { Where } from './fixtures/probe/src/actions/where.ts';
import { probeFolder, whereOf } from './support/processes.ts';

const sums = useSumsPlugin();
const dashboardUrl = inject('rayDashboardUrl');
beforeAll(() => void (process.env['RAY_API_SERVER_ADDRESS'] = dashboardUrl));
afterAll(() => void delete process.env['RAY_API_SERVER_ADDRESS']);
afterAll(() => shutdownTasks());

test('an executor keeps its actors until it is shut down, and two actors with a GPU each see different ones', async () => {
  const executor = new RayActorExecutor({ rayAddress: 'auto', workingDir: probeFolder, numGpus: 1, includeSdk: true });
  const first = await executor.submit('where', { ms: 60_000 });
  const both = [await executor.execute<Where>('where', {}), await whereOf(first)];
  expect(both.map(({ cuda }) => cuda).toSorted()).toEqual(['0', '1']);
  await executor.shutdown();
  expect(await rejection(executor.execute('where', {}))).toMatchObject({ code: 'EXECUTOR_SHUT_DOWN' });
});

test('the same action gives the same in this process, as a task and as a job, and leaves the same in the history', async () => {
  const history = makeFolder();
  const modes = ['local', 'task', 'job'] as const;
  const run = (mode: string, by: number): Promise<unknown> =>
    runPlugin(sums.folder, 'double', { by }, { mode, history, logger: new NoOpLogger() });
  expect(await Promise.all(modes.map((mode) => run(mode, 21)))).toEqual([{ doubled: 42 }, { doubled: 42 }, { doubled: 42 }]);
  await Promise.all(modes.map((mode) => rejection(run(mode, 13))));
  const kept = await Promise.all(listRuns(runsFolder(history)).map((stored) => readRun(stored)));
  const whole = { plugin: 'sums', action: 'double', env: { LEVEL: 'info' } };
  for (const mode of modes) {
    const [failed, succeeded] = kept.filter(({ record }) => record.mode === mode);
    expect(succeeded).toMatchObject({
      status: 'SUCCEEDED',
      params: { by: 21 },
      result: { doubled: 42 },
      record: { ...whole, progress: 100 },
    });
    expect(failed).toMatchObject({ status: 'FAILED', params: { by: 13 }, error: { cause: { message: 'unlucky' } }, record: whole });
    expect(await typesOf(succeeded!.folder)).toEqual(['started', 'progress']);
  }
  const jobs = kept.filter(({ record }) => record.job !== undefined);
  expect(jobs.map(({ record }) => [record.mode, record.job!.address])).toEqual([1, 2].map(() => ['job', dashboardUrl]));
});

test('runPlugin and the generated binding share the actors of this process', async () => {
  const before = await gateways();
  expect(await runPlugin(sums.folder, 'double', { by: 5 }, { mode: 'task' })).toEqual({ doubled: 10 });
  const { plugin } = (await import(pathToFileURL(join(sums.folder, 'generated/plugin.ts')).href)) as {
    plugin: { double: BoundAction<{ by?: number }, { doubled: number }> };
  };
  expect(await plugin.double.task({})).toEqual({ doubled: 4 });
  expect(await rejection(plugin.double.task({ by: 13 }))).toMatchObject({ name: 'ExecutionError', cause: { message: 'unlucky' } });
  expect(before).toHaveLength(1);
  expect(await gateways()).toEqual(before);
});

test('a run that its caller cancels is stopped', async () => {
  const controller = new AbortController();
  const run = rejection(runPlugin(sums.folder, 'double', { by: 14 }, { mode: 'task', signal: controller.signal }));
  controller.abort();
  expect(await run).toMatchObject({ name: 'RunCancelled' });
});

test('the command line runs an action as a task, says where, and keeps the run', async () => {
  const { code, stdout, stderr } = await runCli(['run', 'double', '--by', '12', '--mode', 'task', '--plugin', sums.folder]);
  expect(stderr).toContain(`double runs as a task on ${dashboardUrl}, with the cluster's own Node (mode task, by --mode)\n`);
  expect(stderr).toContain('printed by the author');
  expect({ code, result: JSON.parse(stdout) }).toEqual({ code: 0, result: { doubled: 24 } });
  expect(listRuns(runsFolder(sums.folder)).map(({ record }) => record)).toMatchObject([
    { mode: 'task', status: 'SUCCEEDED', action: 'double' },
  ]);
});

async function typesOf(folder: string): Promise<string[]> {
  const types: string[] = [];
  for await (const event of readEvents(folder)) types.push(event.type);
  return types;
}

/** The jobs that hold the actors of this plugin. */
async function gateways(): Promise<string[]> {
  const jobs = await testClient().list();
  return jobs.map(({ submission_id }) => submission_id ?? '').filter((id) => id.startsWith('sums-tasks-'));
}
