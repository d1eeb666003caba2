import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { followToEnd } from '../../../executors/follow-to-end.ts';
import { TaskRun } from '../../../executors/task-run.ts';
import type { RayJobsClient } from '../../../ray/jobs-client.ts';
import { Gateway } from '../../../ray/task/gateway.ts';
import { TaskRecord } from '../../../ray/task/task-record.ts';
import { RUN_METADATA } from '../driver-plan.ts';
import { environmentOf, passOn, type StageWork } from './stage-work.ts';

/** A gateway whose driver is gone ends soon, for the next driver runs the action again. */
const LEASE_SECONDS = 5;
const START_SECONDS = 120;
const IDLE_SECONDS = 24 * 3_600;

/** Runs actions in Ray actors. Actions of one plugin and one runtime_env share a gateway, and with it their actors. */
export class TaskRunner {
  readonly #client: RayJobsClient;
  readonly #runId: string;
  readonly #folder: string;
  readonly #stopSeconds: number;
  readonly #gateways = new Map<string, Promise<Gateway>>();

  constructor(client: RayJobsClient, runId: string, folder: string, stopSeconds: number) {
    this.#client = client;
    this.#runId = runId;
    this.#folder = folder;
    this.#stopSeconds = stopSeconds;
  }

  async run(work: StageWork): Promise<unknown> {
    const { stage, params, hooks } = work;
    const nonce = randomBytes(16).toString('hex');
    const record = new TaskRecord(`${hooks.key}-${randomBytes(4).toString('hex')}`, nonce);
    const { plugin, name: action, contractHash } = stage.spec;
    const graceMs = this.#stopSeconds * 1000;
    const env = environmentOf(work);
    const file = { protocol: 1, nonce, plugin, action, contractHash, jobId: record.id, params, env, graceMs };
    const content = readFileSync(join(this.#folder, stage.bundle));
    const bundle = { digest: createHash('sha256').update(content).digest('hex'), content };
    const gateway = await this.#gatewayOf(work);
    const asked = { needs: stage.needs, limit: 1, graceSeconds: this.#stopSeconds };
    hooks.signal.throwIfAborted();
    if (!(await gateway.run(record, bundle, asked, Buffer.from(JSON.stringify({ type: 'run', ...file })))))
      throw new Error('the gateway of task mode has ended');
    const run = new TaskRun(record, this.#folder, () => gateway.cancel(record.id));
    const cancel = (): void => void run.cancel().catch(() => {}); // the outcome tells how it ended
    hooks.signal.addEventListener('abort', cancel, { once: true });
    try {
      return await followToEnd(run, (item) => passOn(work, item));
    } finally {
      hooks.signal.removeEventListener('abort', cancel);
    }
  }

  /** Ends the actors and their gateways. */
  async close(): Promise<void> {
    const started = await Promise.allSettled(this.#gateways.values());
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.shutdown(this.#stopSeconds * 1000) : undefined)));
  }

  #gatewayOf({ stage }: StageWork): Promise<Gateway> {
    const key = JSON.stringify([stage.spec.plugin, stage.runtimeEnv]);
    const known = this.#gateways.get(key);
    if (known !== undefined) return known;
    const starting = Gateway.start(this.#client, {
      plugin: stage.spec.plugin,
      runtimeEnv: stage.runtimeEnv,
      files: Object.fromEntries(stage.wheels.map((path) => [path, new Uint8Array(readFileSync(join(this.#folder, path)))])),
      stopSeconds: this.#stopSeconds,
      startSeconds: START_SECONDS,
      leaseSeconds: LEASE_SECONDS,
      idleSeconds: IDLE_SECONDS,
      port: 0,
      url: undefined,
      verify: undefined,
      metadata: { [RUN_METADATA]: this.#runId },
    });
    this.#gateways.set(key, starting);
    starting.catch(() => this.#gateways.delete(key));
    return starting;
  }
}
