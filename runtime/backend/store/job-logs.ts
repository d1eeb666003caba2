import { EventEmitter } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { BackendLogEntry } from '../../../generated/backend-log-entries/types.ts';
import { refusal } from './check-input.ts';
import { digestFile } from './digest-file.ts';
import { News } from './news.ts';
import type { Store } from './store.ts';

/** An entry as a row. */
export interface StoredEntry {
  readonly id: number;
  readonly entry: Omit<BackendLogEntry, 'file'>;
  readonly blob: string | null;
}

export interface TailedLog {
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** The last entry that is known already. */
  readonly after?: number | undefined;
  /** How long after the end of a job its last entries are waited for; default 2 s. */
  readonly graceMs?: number;
}

const ENDED = new Set<unknown>(['SUCCEEDED', 'FAILED', 'STOPPED']);
const PAGE = 500;

/** The logs of jobs. */
export class JobLogs {
  readonly #store: Store;
  readonly #news: EventEmitter = new EventEmitter().setMaxListeners(0);

  constructor(store: Store) {
    this.#store = store;
  }

  /** All entries or none. The files that come with them are kept apart. Throws BackendValidationError. */
  async add(tenant: string, entries: readonly BackendLogEntry[]): Promise<void> {
    const jobs = new Set(entries.map(({ job }) => String(job)));
    for (const [index, { job }] of entries.entries())
      if (this.#store.documents.find('jobs', tenant, String(job)) === undefined)
        throw refusal([
          { path: [...(entries.length > 1 ? [index] : []), 'job'], message: `names a job that is not there (got ${JSON.stringify(job)})` },
        ]);
    if (entries.every(({ file }) => file === undefined))
      await this.#store.group.write(() => entries.forEach((entry) => this.#insert(tenant, entry)));
    else for (const entry of entries) await this.#addWithFile(tenant, entry);
    for (const job of jobs) this.announce(tenant, job);
  }

  read(tenant: string, job: string, after: number, limit: number = PAGE): StoredEntry[] {
    const sql = `select id, doc, blob from logs where tenant = ? and job = ? and id > ? order by id limit ${limit}`;
    return this.#store.db.all(sql, tenant, job, after).map(({ id, doc, blob }) => ({
      id: Number(id),
      entry: JSON.parse(String(doc)) as StoredEntry['entry'],
      blob: blob as string | null,
    }));
  }

  /** Something is new about a job. */
  announce(tenant: string, job: string): void {
    this.#news.emit(`${tenant}/${job}`);
  }

  /** The entries of a job from the beginning, then as they come, until the job has ended. Throws NotFoundError. */
  async *tail(tenant: string, job: string, { signal, after = 0, graceMs = 2_000 }: TailedLog = {}): AsyncGenerator<StoredEntry> {
    this.#store.documents.get('jobs', tenant, job);
    const news = new News(this.#news, `${tenant}/${job}`, signal);
    let last = after;
    let endsAt = Infinity;
    try {
      for (;;) {
        if (signal?.aborted === true) return;
        const isOver = Date.now() >= endsAt;
        const entries = this.read(tenant, job, last);
        for (const entry of entries) {
          yield entry;
          last = entry.id;
        }
        if (entries.length === PAGE) continue;
        if (isOver) return;
        const ended = ENDED.has(this.#store.documents.find('jobs', tenant, job)?.doc['status'] ?? 'STOPPED');
        if (!ended) endsAt = Infinity;
        else if (endsAt === Infinity || entries.length > 0) endsAt = Date.now() + graceMs;
        await news.wait(Math.max(1, endsAt - Date.now()));
      }
    } finally {
      news.close();
    }
  }

  #insert(tenant: string, entry: BackendLogEntry, blob: string | null = null): void {
    const doc = JSON.stringify({ ...entry, job: String(entry.job), file: undefined });
    this.#store.db.run('insert into logs (tenant, job, doc, blob) values (?, ?, ?, ?)', tenant, String(entry.job), doc, blob);
  }

  async #addWithFile(tenant: string, entry: BackendLogEntry): Promise<void> {
    if (entry.file === undefined) return this.#insert(tenant, entry);
    const path = await this.#store.blobs.temporaryPath();
    await writeFile(path, Buffer.from(entry.file.slice(entry.file.indexOf(',') + 1), 'base64'), { flush: true });
    const digest = await digestFile(path);
    await this.#store.blobs.take(path, digest, () => this.#insert(tenant, entry, digest.sha256));
  }
}
