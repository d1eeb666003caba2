import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import type { ActionSpec } from '../../../runtime/action/action-spec.ts';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { isTerminal } from '../../../runtime/ray/jobs-client.ts';
import { testClient, untilEnded } from '../support/jobs.ts';
import { rejection } from '../support/tiny.ts';
import { actorOf, leftOver, probeFolder, whereOf } from './support/processes.ts';
import { taskExecutor } from './support/tasks.ts';

/** The plugin's code of a test's own, so that its gateway is told from those of other tests. */
async function where(plugin: string): Promise<ActionSpec> {
  return { ...(await loadPlugin(probeFolder)).registry.get('where'), plugin };
}

/** The one gateway of a plugin. */
async function gatewayOf(plugin: string): Promise<{ id: string; pid: number }> {
  const jobs = await testClient().list();
  const running = jobs.filter(({ submission_id, status }) => submission_id?.startsWith(`${plugin}-tasks-`) && !isTerminal(status));
  expect(running).toHaveLength(1);
  return { id: running[0]!.submission_id!, pid: Number((running[0]!.driver_info as { readonly pid?: string }).pid) };
}

test.concurrent('a gateway that is killed loses its run, and leaves no process; the next run starts another one, which ends when it has nothing to do', async () => {
  await using executor = taskExecutor({ idleSeconds: 2 });
  const run = await executor.submit(await where('killed'), { ms: 60_000, leaveChild: true });
  const { pid, keeper, child } = await whereOf(run);
  const actor = actorOf(run);
  const gateway = await gatewayOf('killed');
  process.kill(gateway.pid, 'SIGKILL');
  const error = await rejection(run.result());
  expect(error).toMatchObject({ code: 'GATEWAY_LOST', retryable: true });
  expect(error.message).toContain(`the gateway of task mode, job ${gateway.id}, is gone`);
  expect(await run.state()).toEqual({ status: 'LOST', reason: error.message });
  expect(await leftOver({ gateway: gateway.pid, pid, keeper, child, actor })).toEqual([]);
  expect(await executor.execute(await where('killed'), {})).toMatchObject({ runs: 1 });
  expect((await untilEnded(executor.client, (await gatewayOf('killed')).id)).status).toBe('SUCCEEDED');
});

test.concurrent('a client that is killed takes everything with it', async () => {
  const script = fileURLToPath(new URL('support/client.ts', import.meta.url));
  const client = spawn(process.execPath, ['--import', 'tsx', script, inject('rayDashboardUrl'), 'left'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = await new Promise<{ pid: number; keeper: number; child: number; actor: number }>((resolve, reject) => {
    client.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
    client.once('exit', () => reject(new Error('the client ended by itself')));
  });
  const { id } = await gatewayOf('left');
  client.kill('SIGKILL');
  expect((await untilEnded(testClient(), id)).status).toBe('SUCCEEDED');
  expect(await leftOver({ pid: told.pid, keeper: told.keeper, child: told.child, actor: told.actor })).toEqual([]);
});
