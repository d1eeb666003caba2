import { setTimeout as sleep } from 'node:timers/promises';
import { RayError } from '../../errors/ray-error.ts';
import { backoffMs } from '../../timing/backoff.ts';
import { firstSentence } from '../diagnose/explain-status.ts';
import { isRayError } from '../is-ray-error.ts';
import { isTerminal, type RayJobsClient } from '../jobs-client.ts';
import { type AskedTask, isRefused } from './gateway-http.ts';
import { type GatewayOptions, startGateway, type StartedGateway } from './start-gateway.ts';
import type { TaskRecord } from './task-record.ts';

/** How long a gateway may be away while its job runs, before what runs there is given up. */
const OUTAGE_BUDGET_MS = 60_000;
const END_TIMEOUT_MS = 15_000;
/** They travel in a header, which has its limit. */
const HEARD_AT_A_TIME = 50;

/** A bundle with its SHA-256 in hex. */
export interface TaskBundle {
  readonly digest: string;
  readonly content: Uint8Array;
}

/** The gateway of one executor: what runs there is followed over broken connections, and the gateway's own end is noticed. */
export class Gateway {
  readonly jobId: string;
  readonly #client: RayJobsClient;
  readonly #http: StartedGateway['http'];
  readonly #sent = new Map<string, Promise<void>>();
  #heard: string[] = [];
  #isLeft = false;

  private constructor(client: RayJobsClient, { jobId, http }: StartedGateway) {
    this.jobId = jobId;
    this.#client = client;
    this.#http = http;
    void this.#holdLifeline();
  }

  static async start(client: RayJobsClient, options: GatewayOptions): Promise<Gateway> {
    return new Gateway(client, await startGateway(client, options));
  }

  /**
   * Starts a run and fills its record until its end. Resolves once the gateway has taken the run; false where the gateway has ended and cannot have taken it.
   */
  async run(record: TaskRecord, bundle: TaskBundle, asked: Omit<AskedTask, 'bundle' | 'heard'>, line: Uint8Array): Promise<boolean> {
    const begun = Date.now();
    for (let failures = 1; ; failures++) {
      const heard = this.#heard.splice(0, HEARD_AT_A_TIME);
      try {
        await this.#send(bundle);
        const stream = await this.#http.submit(record.id, { ...asked, bundle: bundle.digest, heard }, line);
        void this.#follow(record, stream);
        return true;
      } catch (error) {
        this.#heard.push(...heard);
        if (!isRayError(error)) throw error;
        const isNotTaken = isRefused(error) || error.details['status'] === 503;
        if (isNotTaken && (await this.isOver())) return false;
        if (!isNotTaken && !error.retryable) throw error;
        if (Date.now() - begun > OUTAGE_BUDGET_MS || (!isNotTaken && (await this.isOver()))) throw this.#lost(error);
        await sleep(backoffMs(failures));
      }
    }
  }

  async cancel(id: string): Promise<void> {
    await this.#http.cancel(id);
  }

  /** Ends the gateway and its actors, and resolves when they are gone. What runs is cancelled. */
  async shutdown(graceMs: number): Promise<void> {
    this.#isLeft = true;
    const asked = this.#http.shutdown().catch(() => {});
    await Promise.race([asked, sleep(END_TIMEOUT_MS, undefined, { ref: false })]);
    const deadline = Date.now() + END_TIMEOUT_MS + graceMs;
    for (;;) {
      const state = await this.#jobState();
      if (state === 'over' || state === 'unknown') return; // a gateway whose cluster is gone is gone too
      if (Date.now() > deadline) return void (await this.#client.stop(this.jobId));
      await sleep(100);
    }
  }

  /** True once the gateway's job has ended. A cluster that gives no answer has not said so. */
  async isOver(): Promise<boolean> {
    return (await this.#jobState()) === 'over';
  }

  async #jobState(): Promise<'running' | 'over' | 'unknown'> {
    try {
      return isTerminal((await this.#client.get(this.jobId)).status) ? 'over' : 'running';
    } catch (error) {
      return isRayError(error) && error.code === 'JOB_NOT_FOUND' ? 'over' : 'unknown';
    }
  }

  #send({ digest, content }: TaskBundle): Promise<void> {
    const known = this.#sent.get(digest);
    if (known !== undefined) return known;
    const sending = this.#http.putBundle(digest, content);
    this.#sent.set(digest, sending);
    sending.catch(() => this.#sent.delete(digest));
    return sending;
  }

  /** Never rejects: what goes wrong is the record's. */
  async #follow(record: TaskRecord, first: AsyncIterable<unknown>): Promise<void> {
    let stream = first as AsyncIterable<Buffer>;
    let brokenAt = 0;
    for (let failures = 1; ; failures++) {
      try {
        for await (const chunk of stream) {
          failures = 0;
          record.push(chunk);
        }
      } catch (error) {
        if (!isBreak(error)) return record.lose(error);
      }
      if (record.isEnded) return void this.#heard.push(record.id);
      if (failures <= 1) brokenAt = Date.now();
      try {
        await sleep(backoffMs(failures));
        stream = (await this.#http.follow(record.id, record.bytesRead)) as AsyncIterable<Buffer>;
      } catch (error) {
        if (!isRayError(error)) return record.lose(error);
        const isGone = !error.retryable || Date.now() - brokenAt > OUTAGE_BUDGET_MS || (await this.isOver());
        if (isGone) return record.lose(await this.#explainLoss(error));
        stream = none();
      }
    }
  }

  async #explainLoss(error: RayError): Promise<RayError> {
    const job = await this.#client.get(this.jobId).catch(() => undefined);
    return this.#lost(error, job && firstSentence(job));
  }

  #lost(cause: RayError, why = cause.message): RayError {
    return new RayError(`the gateway of task mode, job ${this.jobId}, is gone, and with it what ran there: ${why}`, {
      code: 'GATEWAY_LOST',
      retryable: true,
      cause,
    });
  }

  /** The gateway knows by it that we live: it is open as long as this process is, and does not keep it alive. */
  async #holdLifeline(): Promise<void> {
    for (let failures = 1; !this.#isLeft && failures < 20; failures++) {
      try {
        await this.#http.lifeline();
        failures = 0;
      } catch {
        // asked below
      }
      if (await this.isOver()) return;
      await sleep(backoffMs(Math.max(1, failures)), undefined, { ref: false });
    }
  }
}

/** A connection that broke, which can be taken up again. */
function isBreak(error: unknown): boolean {
  return isRayError(error) ? error.code !== 'BAD_ANSWER' : error instanceof Error && ('code' in error || error.message === 'aborted');
}

async function* none(): AsyncGenerator<Buffer> {}
