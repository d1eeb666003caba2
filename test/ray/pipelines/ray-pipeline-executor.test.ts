import type { BoundAction } from 'actionsmith';
import { ActionPipeline, openPipelineServer, type PipelineServer, RayPipelineExecutor } from 'actionsmith/pipelines';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { killAll, processesOf } from '../../support/pipeline-processes.ts';
import { readBegan, readEffects, relayActions, type RelayParams, writeRelayPlugin } from '../../support/relay-plugin.ts';

const folder = new TemporaryFolder();
let server: PipelineServer;
let executor: RayPipelineExecutor;
let actions: BoundAction<RelayParams, Record<string, number>>[];

beforeAll(async () => {
  server = await openPipelineServer({ folder: join(folder.path, 'service') });
  executor = new RayPipelineExecutor({ rayAddress: inject('rayDashboardUrl'), pipelineServiceUrl: server.url, stopSeconds: 5 });
  await writeRelayPlugin(join(folder.path, 'relay'), ['local', 'task', 'job']);
  actions = await relayActions(join(folder.path, 'relay'));
});

afterAll(async () => {
  executor?.close();
  await server?.close();
  folder.remove();
});

test('each action runs where its contract says, and is given what the ones before it gave', async () => {
  const place = makeFolder();
  const pipeline = new ActionPipeline(actions, { name: 'relay' });
  const run = await pipeline.submit({ folder: place }, executor);
  expect(await run.wait({ timeoutSeconds: 120 })).toEqual({ v3: 3 });
  expect(readBegan(place)).toEqual([1, 2, 3].map((number) => ({ action: `a${number}`, key: `${run.runId}-${number}-a${number}` })));
  expect(await run.getProgress()).toMatchObject({
    status: 'COMPLETED',
    overallProgress: 100,
    actions: {
      a1: { status: 'COMPLETED', step: 'relay' },
      a2: { status: 'COMPLETED', step: 'relay' },
      a3: { status: 'COMPLETED', step: 'relay' },
    },
  });
  const jobs = await executor.client.list();
  expect(jobs.find(({ submission_id }) => submission_id === `${run.runId}-3-a3`)).toMatchObject({ status: 'SUCCEEDED' });
  expect((await executor.service.logs(run.runId)).map(({ message, action_name }) => [action_name, message])).toEqual([
    ['a1', 'relay number=1'],
    ['a2', 'relay number=2'],
    ['a3', 'relay number=3'],
  ]);
}, 180_000);

test('a run whose driver is killed says so, and goes on behind what has finished', async () => {
  const place = makeFolder();
  const pipeline = new ActionPipeline(actions, { name: 'relay' });
  const run = await pipeline.submit({ folder: place, seconds: 2 }, executor);
  for await (const { actions: seen } of run.streamProgressAsync()) if (seen['a2']?.status === 'RUNNING' && seen['a2'].progress > 0) break;
  killAll(processesOf(run.runId, 'pipeline.json'));
  await expect(run.wait({ timeoutSeconds: 120 })).rejects.toMatchObject({
    code: 'PIPELINE_FAILED',
    message: expect.stringContaining('its driver, job pipeline-'),
  });
  const resumed = await run.resume();
  expect(await resumed.wait({ timeoutSeconds: 120 })).toEqual({ v3: 3 });
  expect(readBegan(place).map(({ action }) => action)).toEqual(['a1', 'a2', 'a2', 'a3']);
  expect(readEffects(place)).toEqual([1, 2, 3].map((number) => `${run.runId}-${number}-a${number}`));
}, 240_000);

test('a run that is cancelled ends what it runs on the cluster', async () => {
  const place = makeFolder();
  const run = await new ActionPipeline(actions, { name: 'relay' }).submit({ folder: place, seconds: 60 }, executor);
  for await (const { actions: seen } of run.streamProgressAsync()) if (seen['a1']?.progress === 0.5) break;
  await run.cancel();
  await expect(run.wait({ timeoutSeconds: 60 })).rejects.toMatchObject({ name: 'RunCancelled' });
  expect([(await run.getProgress()).status, readEffects(place)]).toEqual(['CANCELLED', []]);
}, 120_000);
