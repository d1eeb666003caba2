import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isActionsmithError } from 'actionsmith';
import { ActionPipeline, RayPipelineExecutor } from 'actionsmith/pipelines';
import { installToolkit, TOOLKIT, writeIn } from './make-plugin.ts';
import { killAll, processesOf } from './pipeline-processes.ts';
import { readBegan, readEffects, relayActions, writeRelayPlugin } from './relay-plugin.ts';
import { type ServedBackend, servePipelines } from './serve-backend.ts';

export type Victim = 'client' | 'driver' | 'service' | 'worker';
export const VICTIMS: readonly Victim[] = ['client', 'driver', 'service', 'worker'];

const METHODS = ['local', 'task', 'job', 'local', 'task', 'local'] as const;
/** Each action takes at least so long. */
const SECONDS = 0.5;

/** A pipeline of six actions on a cluster, and who may be killed under it. */
export class PipelineFaults {
  readonly #folder: string;
  readonly #address: string;
  #service: ServedBackend;

  private constructor(folder: string, address: string, service: ServedBackend) {
    this.#folder = folder;
    this.#address = address;
    this.#service = service;
  }

  static async open(folder: string, address: string): Promise<PipelineFaults> {
    await writeRelayPlugin(join(folder, 'relay'), METHODS);
    installToolkit(join(folder, 'relay'));
    return new PipelineFaults(folder, address, await servePipelines(join(folder, 'service')));
  }

  async close(): Promise<void> {
    await this.#service.stop();
  }

  /** Kills the victim some time after the submit, and resumes until the run has completed; then holds the run against one that nothing happened to. Gives the number of resumes. */
  async play(victim: Victim, delayMs: number, round: number): Promise<number> {
    const work = join(this.#folder, `work-${round}`);
    const executor = new RayPipelineExecutor({ rayAddress: this.#address, pipelineServiceUrl: this.#service.url, stopSeconds: 2 });
    const pipeline = new ActionPipeline(await relayActions(join(this.#folder, 'relay')), { name: 'faults' });
    try {
      const client = await this.#submit(work);
      await sleep(delayMs);
      const before = await executor.getProgress(client.runId);
      const finished = Object.values(before.actions).flatMap(({ name, status }) => (status === 'COMPLETED' ? [name] : []));
      const begun = countBegan(work);
      await this.#kill(victim, client, executor);
      const { result, resumes } = await complete(executor, pipeline, client.runId);
      client.end();
      assert.deepEqual(result, { v6: 6 });
      const keys = METHODS.map((_, index) => `${client.runId}-${index + 1}-a${index + 1}`);
      assert.deepEqual(readEffects(work), keys);
      assert.deepEqual([...new Set(readBegan(work).map(({ key }) => key))].toSorted(), keys);
      const now = countBegan(work);
      for (const name of finished) assert.equal(now.get(name), begun.get(name), `${name} had finished, and ran again`);
      return resumes;
    } finally {
      executor.close();
    }
  }

  async #submit(work: string): Promise<{ runId: string; end: () => void }> {
    writeIn(this.#folder, 'faults.yaml', 'name: faults\nplugin: relay\nactions: [a1, a2, a3, a4, a5, a6]\n');
    const command = ['pipelines', 'run', 'faults.yaml', '--mode', 'ray', '--address', this.#address, '--service', this.#service.url];
    const params = ['--params', JSON.stringify({ folder: work, seconds: SECONDS })];
    const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...command, ...params], {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines = createInterface({ input: child.stderr });
    const [first] = (await once(lines, 'line')) as [string];
    lines.on('line', () => {});
    const [, runId] = /^run (\S+)/.exec(first) ?? [];
    assert.ok(runId, first);
    return { runId, end: () => void child.kill('SIGKILL') };
  }

  async #kill(victim: Victim, client: { runId: string; end: () => void }, executor: RayPipelineExecutor): Promise<void> {
    if (victim === 'client') return client.end();
    if (victim === 'service') {
      const port = Number(new URL(this.#service.url).port);
      await this.#service.stop('SIGKILL');
      this.#service = await servePipelines(join(this.#folder, 'service'), [], port);
      return;
    }
    const file = victim === 'driver' ? 'pipeline.json' : 'run.json';
    for (;;) {
      const found = processesOf(client.runId, file);
      killAll(found);
      const { status } = await executor.getProgress(client.runId);
      if (found.length > 0 || (status !== 'PENDING' && status !== 'RUNNING')) return;
      await sleep(50);
    }
  }
}

async function complete(
  executor: RayPipelineExecutor,
  pipeline: ActionPipeline,
  runId: string,
): Promise<{ result: unknown; resumes: number }> {
  for (let resumes = 0; ; resumes++) {
    try {
      return { result: await executor.wait(runId, { timeoutSeconds: 120 }), resumes };
    } catch (error) {
      if (!isActionsmithError(error) || error.code !== 'PIPELINE_FAILED' || resumes > 3) throw error;
      await executor.resume(pipeline, runId);
    }
  }
}

function countBegan(work: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { action } of readBegan(work)) counts.set(action, (counts.get(action) ?? 0) + 1);
  return counts;
}
