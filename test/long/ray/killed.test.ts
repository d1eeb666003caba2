import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RayJobExecutor } from '../../../runtime/executors/ray-job-executor.ts';
import type { RayRun } from '../../../runtime/executors/ray-run.ts';
import { type NamedProcess, processTree, stillAlive } from '../../../runtime/process/process-tree.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { type LocalCluster, startLocalCluster } from '../../../runtime/ray/local-cluster.ts';
import { rejection, tinyFolder } from '../../ray/support/tiny.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const TICKS = 8_000; // of a job, in milliseconds: longer than a dashboard takes to come back
let cluster: LocalCluster;
let executor: RayJobExecutor;

beforeAll(async () => {
  cluster = await startLocalCluster({ folder: root });
  executor = new RayJobExecutor({ dashboardUrl: cluster.dashboardUrl, workingDir: tinyFolder });
});
afterAll(() => cluster.stop());

test('a job whose supervisor is killed has failed, says that, and leaves no process', async () => {
  const { run, supervisor, processes } = await startSleeper();
  process.kill(supervisor, 'SIGKILL');
  const error = await rejection(run.result());
  expect(error).toMatchObject({ code: 'JOB_FAILED', details: { errorType: 'JOB_SUPERVISOR_ACTOR_DIED' } });
  expect(await run.state()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('supervisor actor died') });
  await expect.poll(() => stillAlive(processes), { timeout: 20_000 }).toEqual([]);
});

test('a job whose Node is killed has failed, with the signal', async () => {
  const { run, supervisor, processes } = await startSleeper();
  process.kill(nodeOf(supervisor), 'SIGKILL');
  expect(await rejection(run.result())).toMatchObject({
    code: 'JOB_FAILED',
    details: { errorType: 'JOB_ENTRYPOINT_COMMAND_ERROR', exitCode: -9 },
  });
  await expect.poll(() => stillAlive(processes.filter(({ pid }) => pid !== supervisor)), { timeout: 20_000 }).toEqual([]);
});

test('a client that is killed while it waits leaves the job, which another one can follow and stop', async () => {
  const id = `tiny-sleeper-killed-${Date.now()}`;
  const words = ['jobs', 'submit', 'sleeper', '--plugin', tinyFolder, '--address', cluster.dashboardUrl, '--submission-id', id, '--wait'];
  const client = spawn(process.execPath, [`${root}/dist/cli.js`, ...words, '--no-history'], {
    cwd: root,
    stdio: 'ignore',
  });
  const run = executor.attach(id);
  await expect.poll(() => run.status(), { timeout: 60_000 }).toBe('RUNNING');
  for await (const event of run.events()) if (event.type === 'progress') break;
  client.kill('SIGKILL');
  const { processes } = await processesOf(run);
  expect(await run.status()).toBe('RUNNING');
  await run.cancel();
  expect(await run.status()).toBe('STOPPED');
  await expect.poll(() => stillAlive(processes), { timeout: 20_000 }).toEqual([]);
});

test('a dashboard that is killed while a run is followed, and comes back, costs nothing: every line once, and the result', async () => {
  const run = await executor.submit<string>('ticker', { milliseconds: TICKS });
  const killed = killDashboardOnceItTicks(run);
  let text = '';
  const outcome = run.outcome();
  const items = run.follow();
  for (;;) {
    const next = await items.next();
    if (next.done) {
      expect(outcome.decide(next.value)).toBe('ticked');
      break;
    }
    outcome.add(next.value);
    if (next.value.kind === 'output') text += Buffer.from(next.value.bytes).toString();
  }
  const dashboard = await killed;
  try {
    expect(text).toBe(Array.from({ length: TICKS / 10 }, (_, tick) => `tick ${tick}\n`).join(''));
    const { processes } = await startSleeper().then(async (other) => {
      await other.run.cancel();
      return other;
    });
    await expect.poll(() => stillAlive(processes), { timeout: 20_000 }).toEqual([]);
  } finally {
    process.kill(dashboard, 'SIGKILL');
  }
});

test('a cluster that is started anew has lost the job, and says that it was started anew', async () => {
  await cluster.stop();
  const port = Number(new URL(cluster.dashboardUrl).port);
  cluster = await startLocalCluster({ folder: root, dashboardPort: port });
  executor = new RayJobExecutor({ dashboardUrl: cluster.dashboardUrl, workingDir: tinyFolder });
  const { run } = await startSleeper();
  const lost = rejection(run.result());
  await cluster.stop();
  cluster = await startLocalCluster({ folder: root, dashboardPort: port });
  expect(await lost).toMatchObject({ code: 'JOB_LOST', message: `job ${run.id} is gone: the cluster was started anew` });
  expect(await run.state()).toMatchObject({ status: 'LOST' });
});

interface Started {
  readonly run: RayRun;
  readonly supervisor: number;
  /** The supervisor, and what it started. */
  readonly processes: readonly NamedProcess[];
}

async function startSleeper(): Promise<Started> {
  const run = await executor.submit('sleeper', {});
  for await (const event of run.events()) if (event.type === 'progress') break;
  return { run, ...(await processesOf(run)) };
}

async function processesOf({ id }: RayRun): Promise<Omit<Started, 'run'>> {
  const [actor] = await new RayJobsClient({ address: cluster.dashboardUrl }).state('actors', { name: `_ray_internal_job_actor_${id}` });
  const supervisor = Number(actor?.['pid']);
  const processes = processTree(supervisor);
  expect(processes.length).toBeGreaterThan(1);
  return { supervisor, processes };
}

function nodeOf(supervisor: number): number {
  const found = processTree(supervisor).find(({ pid }) => argumentsOf(pid)[0] === 'node');
  expect(found).toBeDefined();
  return found!.pid;
}

/** Gives the pid of the dashboard that takes its place. `ray start --block` would end everything when a process of its dies, so it is held meanwhile. */
async function killDashboardOnceItTicks(run: RayRun): Promise<number> {
  for await (const event of run.events()) if (event.type === 'started') break;
  const found = processTree(cluster.pid).find(({ pid }) => argumentsOf(pid).some((word) => word.endsWith('dashboard/dashboard.py')));
  expect(found).toBeDefined();
  const [command = '', ...args] = argumentsOf(found!.pid);
  const env = Object.fromEntries(
    readFileSync(`/proc/${found!.pid}/environ`, 'utf8')
      .split('\0')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  process.kill(cluster.pid, 'SIGSTOP');
  for (const { pid } of processTree(found!.pid).toReversed()) process.kill(pid, 'SIGKILL');
  const again = spawn(command, args, { env, stdio: 'ignore' });
  return again.pid!;
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return []; // it has just ended
  }
}
