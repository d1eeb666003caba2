import type { Run } from 'actionsmith';
import { expect, test } from 'vitest';
import { pause } from '../../../runtime/timing/backoff.ts';
import { rejection } from '../support/tiny.ts';
import { taskExecutor } from './support/tasks.ts';

test('an actor that the cluster cannot have is given up in time, with what was asked for and what there is', async () => {
  await using executor = taskExecutor({ numCpus: 64, resources: { accelerator: 1 }, startSeconds: 7 });
  const run = await executor.submit('where', {});
  expect(await pendingReason(run)).toMatch(/^it waits for an actor, up to 7 s\. It asks for 64 CPU, 1 accelerator; the cluster has /);
  const error = await rejection(run.result());
  expect(error.code).toBe('NO_ACTOR');
  expect(error.message).toMatch(
    /^task where-\w+ failed: no actor could be had within 7 s\. It asks for 64 CPU, 1 accelerator; the cluster has .*4 CPU.*, of which .* free$/,
  );
});

/** Why the run waits, once that is known. */
async function pendingReason(run: Run): Promise<string> {
  for (;;) {
    const { reason = '' } = await run.state();
    if (reason.includes('It asks for')) return reason;
    await pause(100);
  }
}
