import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Backend, openHttpBackend } from 'actionsmith/backend';

/** What the server has said yes to. */
export interface Acknowledged {
  /** By job: the number that its state was patched to last. */
  readonly jobs: Map<string, number>;
  /** Entries of logs, as `job/mark`. */
  readonly entries: Set<string>;
  /** By id of a model: the SHA-256 of its file. */
  readonly models: Map<number, string>;
}

/** Clients that write without a pause until they are stopped; each writes down what was acknowledged. None repeats anything. */
export class BusyClients {
  readonly acknowledged: Acknowledged = { jobs: new Map(), entries: new Set(), models: new Map() };
  readonly #folder: string;
  readonly #count: number;

  constructor(folder: string, count: number) {
    this.#folder = folder;
    this.#count = count;
  }

  /** Until `stop` aborts; what fails is tried with something new. */
  async work(url: string, stop: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: this.#count }, (_, at) => this.#work(url, at, stop)));
  }

  async workUntil(url: string, isEnough: (acknowledged: Acknowledged) => boolean): Promise<void> {
    const stop = new AbortController();
    const looking = setInterval(() => isEnough(this.acknowledged) && stop.abort(), 50);
    await this.work(url, stop.signal).finally(() => clearInterval(looking));
  }

  async #work(url: string, at: number, stop: AbortSignal): Promise<void> {
    const backend = openHttpBackend({ url, retries: 0, timeoutMs: 5_000 });
    const path = join(this.#folder, `client-${at}.bin`);
    const rounds = [(): Promise<void> => this.#reportJob(backend, stop), (): Promise<void> => this.#keepModel(backend, path, stop)];
    for (let round = at; !stop.aborted; round++) await rounds[round % 2]!().catch(() => {});
    await backend.close();
  }

  async #reportJob(backend: Backend, signal: AbortSignal): Promise<void> {
    const { jobs, entries } = this.acknowledged;
    const id = randomUUID();
    await backend.jobs.create({ id }, { signal });
    jobs.set(id, 0);
    for (let number = 1; number <= 3; number++) {
      await backend.updateJob(id, { status: 'RUNNING', meta: { number } }, { signal });
      jobs.set(id, number);
      const mark = randomUUID();
      await backend.createLogs([{ event: 'mark', data: { mark }, datetime: new Date().toISOString(), job: id }], { signal });
      entries.add(`${id}/${mark}`);
    }
  }

  async #keepModel(backend: Backend, path: string, signal: AbortSignal): Promise<void> {
    const bytes = randomBytes(20_000);
    writeFileSync(path, bytes);
    const upload = await backend.upload(path, { signal });
    const model = await backend.models.create({ name: 'kept', chunked_upload: upload.id }, { signal });
    this.acknowledged.models.set(model.id, createHash('sha256').update(bytes).digest('hex'));
  }
}

/** What was acknowledged, and is not there. */
export async function findLost(url: string, { jobs, entries, models }: Acknowledged): Promise<string[]> {
  const backend = openHttpBackend({ url });
  const lost: string[] = [];
  const seen = new Map<string, number>();
  for await (const { id, meta } of backend.jobs.all({ page_size: 1_000 })) seen.set(id, Number(meta?.['number'] ?? 0));
  for (const [id, number] of jobs) if ((seen.get(id) ?? -1) < number) lost.push(`job ${id}`);
  const files = new Map<number, unknown>();
  for await (const { id, checksum } of backend.models.all({ page_size: 1_000 })) files.set(id, checksum);
  for (const [id, checksum] of models) if (files.get(id) !== checksum) lost.push(`model ${id}`);
  for (const id of new Set([...entries].map((entry) => entry.split('/')[0]!))) {
    const answer = await fetch(`${url}/jobs/${id}/console_logs/`);
    const { results } = (await answer.json()) as { results: { data: { mark: string } }[] };
    const marks = new Set(results.map(({ data }) => `${id}/${data.mark}`));
    for (const entry of entries) if (entry.startsWith(id) && !marks.has(entry)) lost.push(`log ${entry}`);
  }
  await backend.close();
  return lost;
}
