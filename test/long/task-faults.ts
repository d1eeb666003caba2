import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RayActorExecutor } from '../../runtime/executors/ray-actor-executor.ts';
import { isActionsmithError } from '../../runtime/errors/actionsmith-error.ts';
import { isTerminal } from '../../runtime/ray/jobs-client.ts';
import { startLocalCluster } from '../../runtime/ray/local-cluster.ts';
import { withinSeconds } from '../../runtime/timing/within-seconds.ts';
import type { TaskRun } from '../../runtime/executors/task-run.ts';
import { actorOf, leftOver, probeFolder, whereOf } from '../ray/task/support/processes.ts';

/**
 * A part of `npm run test:long`: a cluster of its own, and in FAULTS rounds (60) one of the processes of a task is killed while it runs, each kind in turn. Each
 * time the run fails of what died, nothing of its family is left, and the next run succeeds. At the end the cluster is stopped under a task. A round that
 * hangs is a failure too; VICTIMS=keeper,actor kills these alone.
 */
const ERRORS = { worker: 'WORKER_DIED', keeper: 'WORKER_DIED', actor: 'ACTOR_DIED', gateway: 'GATEWAY_LOST' } as const;
type Victim = keyof typeof ERRORS;
const victims = (process.env['VICTIMS'] ?? 'worker,client,keeper,actor,gateway').split(',') as (Victim | 'client')[];
const rounds = Number(process.env['FAULTS'] ?? 60);
/** The slowest round takes 15 s on a busy machine: a client's lease, an actor's start. */
const ROUND_SECONDS = 90;

const cluster = await startLocalCluster({ folder: fileURLToPath(new URL('../..', import.meta.url)), onProgress: console.error });
const counts: Record<string, number> = {};
try {
  const executor = new RayActorExecutor({
    dashboardUrl: cluster.dashboardUrl,
    workingDir: probeFolder,
    maxActors: 2,
    stopSeconds: 2,
    leaseSeconds: 5,
  });
  for (let round = 0; round < rounds; round++) {
    const victim = victims[round % victims.length]!;
    const where = `round ${round}: ${victim}`;
    const begun = performance.now();
    await withinSeconds(ROUND_SECONDS, `${where}: it hangs`, () => playRound(victim, where));
    counts[victim] = (counts[victim] ?? 0) + 1;
    console.error(`${where}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  await withinSeconds(ROUND_SECONDS, 'the cluster was stopped: it hangs', async () => {
    const { pids } = await startTask();
    await cluster.stop();
    assert.deepEqual(await leftOver(pids), [], 'the cluster was stopped');
  });
  console.log(`tasks: ${rounds} processes killed (${JSON.stringify(counts)}), and a cluster under one; no process left`);
  await executor.shutdown();

  async function playRound(victim: Victim | 'client', where: string): Promise<void> {
    const gone = victim === 'client' ? await killClient() : await killUnderTask(victim, where);
    assert.deepEqual(await leftOver(gone), [], where);
    assert.equal((await executor.execute<{ child: number }>('where', {})).child, -1);
  }

  /** Gives the processes that must not outlive it. */
  async function killUnderTask(victim: Victim, where: string): Promise<Record<string, number>> {
    const { pids, run } = await startTask();
    process.kill(pids[victim], 'SIGKILL');
    const error = await run.result().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.equal(isActionsmithError(error) && error.code, ERRORS[victim], `${where}: ${String(error)}`);
    const { worker, keeper, child, ...above } = pids;
    return { worker, keeper, child, ...(victim === 'gateway' && above) };
  }

  /** The same for a client with a gateway of its own. */
  async function killClient(): Promise<Record<string, number>> {
    const before = await gateways();
    const script = fileURLToPath(new URL('../ray/task/support/client.ts', import.meta.url));
    const client = spawn(process.execPath, ['--import', 'tsx', script, cluster.dashboardUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
    const {
      pid: worker,
      keeper,
      child,
      actor,
    } = await new Promise<Record<'pid' | 'keeper' | 'child' | 'actor', number>>((resolve, reject) => {
      client.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
      client.once('exit', () => reject(new Error('the client ended by itself')));
    });
    const started = [...(await gateways())].filter(([id]) => !before.has(id));
    assert.equal(started.length, 1, 'the client has one gateway');
    client.kill('SIGKILL');
    return { worker, keeper, child, actor, gateway: started[0]![1] };
  }

  async function startTask(): Promise<{ run: TaskRun; pids: Record<Victim | 'child', number> }> {
    const run = await executor.submit('where', { ms: 600_000, leaveChild: true });
    const { pid: worker, keeper, child } = await whereOf(run);
    const [gateway] = [...(await gateways()).values()];
    return { run, pids: { worker, keeper, child, actor: actorOf(run), gateway: gateway! } };
  }

  /** Those that live: their processes, by the ids of their jobs. */
  async function gateways(): Promise<Map<string, number>> {
    const jobs = await executor.client.list();
    const alive = jobs.filter(({ submission_id, status }) => submission_id?.startsWith('probe-tasks-') && !isTerminal(status));
    return new Map(
      alive.map(({ submission_id, driver_info }) => [submission_id!, Number((driver_info as { readonly pid?: string } | undefined)?.pid)]),
    );
  }
} finally {
  await cluster.stop();
}
