import { randomUUID } from 'node:crypto';
import { PipelineService } from 'actionsmith/pipelines';

/** What the service has said yes to. */
export interface Acknowledged {
  /** By run: the sequence of the last report. */
  readonly reports: Map<string, number>;
  /** By run: the index of the last checkpoint. */
  readonly checkpoints: Map<string, number>;
  /** Lines of logs, as `run/mark`. */
  readonly lines: Set<string>;
}

const STEPS = 5;

/** Drivers of pipelines that report without a pause until they are stopped; each writes down what was acknowledged, and repeats nothing. */
export class BusyWriters {
  readonly acknowledged: Acknowledged = { reports: new Map(), checkpoints: new Map(), lines: new Set() };
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  /** Until `stop` aborts; what fails is begun anew. */
  async work(url: string, stop: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: this.#count }, () => this.#work(url, stop)));
  }

  async workUntil(url: string, isEnough: (acknowledged: Acknowledged) => boolean): Promise<void> {
    const stop = new AbortController();
    const looking = setInterval(() => isEnough(this.acknowledged) && stop.abort(), 50);
    await this.work(url, stop.signal).finally(() => clearInterval(looking));
  }

  async #work(url: string, stop: AbortSignal): Promise<void> {
    const service = new PipelineService({ url, retries: 0, timeoutMs: 5_000 });
    while (!stop.aborted) await this.#drive(service, stop).catch(() => {});
    service.close();
  }

  async #drive(service: PipelineService, stop: AbortSignal): Promise<void> {
    const { reports, checkpoints, lines } = this.acknowledged;
    const pipeline = await service.createPipeline({ name: 'busy', actions: [{ name: 'one' }, { name: 'two' }] });
    const { id } = await service.createRun(pipeline.id);
    reports.set(id, 0);
    for (let sequence = 1; sequence <= STEPS && !stop.aborted; sequence++) {
      await service.report(id, { sequence, action_progress: { name: 'one', status: 'running', progress: sequence / STEPS } });
      reports.set(id, sequence);
      const message = randomUUID();
      await service.appendLogs(id, [{ message }]);
      lines.add(`${id}/${message}`);
      await service.putCheckpoint(id, { action_name: 'one', action_index: sequence });
      checkpoints.set(id, sequence);
    }
  }
}

/** What was acknowledged and is not there, or not as it was. A report whose answer was lost may be there as well: never less than was said yes to. */
export async function findLost(url: string, { reports, checkpoints, lines }: Acknowledged): Promise<string[]> {
  const service = new PipelineService({ url });
  const lost: string[] = [];
  for (const [id, sequence] of reports) {
    const { actions } = await service.progress(id);
    if (Math.round(actions['one']!.progress * STEPS) < sequence) lost.push(`report ${sequence} of ${id}`);
    const kept = (await service.latestCheckpoint(id))?.action_index ?? 0;
    if (kept < (checkpoints.get(id) ?? 0)) lost.push(`checkpoint ${checkpoints.get(id)} of ${id}`);
    const messages = new Set((await service.logs(id)).map(({ message }) => message));
    for (const line of lines) if (line.startsWith(`${id}/`) && !messages.has(line.slice(id.length + 1))) lost.push(`line ${line}`);
  }
  service.close();
  return lost;
}
