import { ActionPipeline, displayProgressAsync, openPipelineServer, RayPipelineExecutor } from 'actionsmith/pipelines';
import { expect, inject, test } from 'vitest';
import { makeFolder } from '../../support/make-plugin.ts';
import { relayActions, writeRelayPlugin } from '../../support/relay-plugin.ts';

/* Guide: Async Progress Streaming, Async Iteration Pattern. */

test('a pipeline runs on a cluster while its progress is displayed, and another reader iterates over it', async () => {
  const server = await openPipelineServer({ folder: makeFolder() });
  const executor = new RayPipelineExecutor({ rayAddress: inject('rayDashboardUrl'), pipelineServiceUrl: server.url });
  try {
    const plugin = makeFolder();
    await writeRelayPlugin(plugin, ['local', 'local']);
    const run = await new ActionPipeline(await relayActions(plugin)).submit({ folder: makeFolder() }, executor);

    const statuses = new Set<string>();
    const seen = (async () => {
      for await (const progress of executor.streamProgressAsync(run.runId)) {
        statuses.add(progress.status);
        if (progress.currentAction !== undefined) expect(progress.actions[progress.currentAction]?.progress).toBeLessThanOrEqual(1);
        if (progress.status === 'COMPLETED' || progress.status === 'FAILED') break;
      }
    })();
    const final = await displayProgressAsync(executor.streamProgressAsync(run), { stream: { write: () => true }, interactive: false });
    await seen;
    expect([final.status, final.overallProgress, statuses.has('COMPLETED')]).toEqual(['COMPLETED', 100, true]);
  } finally {
    executor.close();
    await server.close();
  }
}, 180_000);
