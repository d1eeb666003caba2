import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { RayJobExecutor } from '../../../runtime/executors/ray-job-executor.ts';
import { endProcesses, killProcesses } from '../../../runtime/process/end-processes.ts';
import { type NamedProcess, processTree, sessionOf } from '../../../runtime/process/process-tree.ts';
import { findFreePorts } from '../../../runtime/ray/free-ports.ts';
import { type LocalCluster, startLocalCluster } from '../../../runtime/ray/local-cluster.ts';
import { rejection } from '../../ray/support/tiny.ts';
import { leftOver, probeFolder, whereOf } from '../../ray/task/support/processes.ts';

/** Two machines, as far as one can be two: a second node of Ray at another loopback address, which alone has `elsewhere` and more than four CPUs. */
const OTHER = '127.0.0.2';
const images = fileURLToPath(new URL('../../ray/fixtures/images', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'asr-'));
let cluster: LocalCluster;
let other: NamedProcess;
beforeAll(async () => {
  cluster = await startLocalCluster({ folder: fileURLToPath(new URL('../../..', import.meta.url)) });
  other = startNode(await findFreePorts(4));
  await vi.waitUntil(otherNode, { timeout: 60_000, interval: 200 });
});
afterAll(async () => {
  await endProcesses(sessionOf(other), 10_000);
  await cluster.stop();
  rmSync(temporary, { recursive: true, force: true });
});

test('a job on another node than the head has its package, its packages that are not bundled, and its log', async () => {
  const executor = new RayJobExecutor({ dashboardUrl: cluster.dashboardUrl, workingDir: images, resources: { num_cpus: 6 } });
  const run = await executor.submit('shrink', { width: 16 });
  expect(await run.result()).toEqual({ width: 16, height: 8, red: 200 });
  expect((await executor.client.get(run.id)).driver_node_id).toBe(await otherNode());
});

test('a task runs in an actor on another node; when the node dies the run says so, and what can no longer be had is named', async () => {
  await using executor = new RayActorExecutor({
    dashboardUrl: cluster.dashboardUrl,
    workingDir: probeFolder,
    resources: { elsewhere: 1 },
    startSeconds: 20,
    maxActors: 1,
  });
  const run = await executor.submit('where', { ms: 600_000, leaveChild: true });
  const { pid, keeper, child } = await whereOf(run);
  expect(run.actor).toMatchObject({ node: await otherNode() });
  killProcesses(sessionOf(other));
  expect(await rejection(run.result())).toMatchObject({ code: 'ACTOR_DIED' });
  expect(await leftOver({ pid, keeper, child, actor: run.actor?.pid })).toEqual([]);
  expect(await rejection(executor.execute('where', {}))).toMatchObject({
    code: 'NO_ACTOR',
    message: expect.stringContaining('It asks for 1 elsewhere'),
  });
});

function startNode([agent, agentGrpc, runtimeEnv, metrics]: readonly number[]): NamedProcess {
  const args = ['start', '--block', '--address', cluster.gcsAddress, '--node-ip-address', OTHER, '--num-cpus', '8'];
  args.push('--resources', '{"elsewhere": 4}', '--object-store-memory', '100000000', '--temp-dir', temporary);
  args.push('--dashboard-agent-listen-port', `${agent}`, '--dashboard-agent-grpc-port', `${agentGrpc}`);
  args.push('--runtime-env-agent-port', `${runtimeEnv}`, '--metrics-export-port', `${metrics}`);
  const PATH = [cluster.venv.bin, dirname(process.execPath), process.env['PATH']].join(delimiter);
  const child = spawn(cluster.venv.ray, args, {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PATH, RAY_AUTH_MODE: 'disabled' },
  });
  return processTree(child.pid ?? 0)[0]!;
}

async function otherNode(): Promise<string | undefined> {
  const { client } = new RayJobExecutor({ dashboardUrl: cluster.dashboardUrl });
  const nodes = await client.state('nodes', { state: 'ALIVE' });
  return nodes.find(({ node_ip }) => node_ip === OTHER)?.['node_id'] as string | undefined;
}
