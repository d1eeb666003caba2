import type { EventEmitter } from 'node:events';
import type { LogEntries } from '../../../generated/pipeline-service/log-entries/types.ts';
import type { LogEntry } from '../../../generated/pipeline-service/log-entry/types.ts';
import type { Database, Row } from '../../backend/store/database.ts';
import { News } from '../../backend/store/news.ts';
import { hasEnded } from './apply-change.ts';
import type { RunStore } from './run-store.ts';

/** Which lines of a log are asked for. */
export interface LogFilter {
  readonly action?: string | undefined;
  readonly level?: string | undefined;
  /** ISO 8601: those that came later. */
  readonly since?: string | undefined;
  /** Those behind this one. */
  readonly after?: number | undefined;
  readonly limit: number;
}

const PAGE = 1_000;
/** How long after the end of a run its last lines are waited for. */
const GRACE_MS = 1_000;

/** The logs of runs, line by line. */
export class RunLogs {
  readonly #db: Database;
  readonly #runs: RunStore;
  readonly #news: EventEmitter;

  constructor(db: Database, runs: RunStore, news: EventEmitter) {
    this.#db = db;
    this.#runs = runs;
    this.#news = news;
  }

  /** All lines or none. Throws NotFoundError. */
  add(tenant: string, run: string, { entries }: LogEntries): LogEntry[] {
    const added = this.#db.write(() => {
      this.#runs.get(tenant, run);
      const at = new Date().toISOString();
      return entries.map(({ message, level, action_name }) => {
        const values = [run, action_name ?? null, level ?? 'info', message, at];
        const sql = 'insert into logs (run, action_name, level, message, created_at) values (?, ?, ?, ?, ?) returning *';
        return entryOf(this.#db.get(sql, ...values)!);
      });
    });
    this.#news.emit(run);
    return added;
  }

  /** In the order in which they came. Throws NotFoundError. */
  list(tenant: string, run: string, { action, level, since, after = 0, limit }: LogFilter): LogEntry[] {
    this.#runs.get(tenant, run);
    const filters = [
      ['action_name = ?', action],
      ['level = ?', level],
      ['created_at > ?', since],
    ].filter((filter): filter is [string, string] => filter[1] !== undefined);
    const where = filters.map(([condition]) => ` and ${condition}`).join('');
    const values = filters.map(([, value]) => value);
    return this.#db
      .all(`select * from logs where run = ? and number > ?${where} order by number limit ?`, run, after, ...values, limit)
      .map(entryOf);
  }

  /** From the beginning, or behind a line, then as they come, until the run has ended. Throws NotFoundError. */
  async *tail(tenant: string, run: string, signal: AbortSignal, after: number = 0): AsyncGenerator<LogEntry> {
    const news = new News(this.#news, run, signal);
    try {
      for (let last = after, endsAt = Infinity; !signal.aborted;) {
        const isOver = Date.now() >= endsAt;
        const entries = this.list(tenant, run, { after: last, limit: PAGE });
        for (const entry of entries) yield entry;
        last = entries.at(-1)?.id ?? last;
        if (entries.length === PAGE) continue;
        if (isOver) return;
        if (!hasEnded(this.#runs.get(tenant, run))) endsAt = Infinity;
        else if (endsAt === Infinity) endsAt = Date.now() + GRACE_MS;
        await news.wait(Math.max(1, endsAt - Date.now()));
      }
    } finally {
      news.close();
    }
  }
}

function entryOf({ number, run, message, level, action_name, created_at }: Row): LogEntry {
  return {
    id: Number(number),
    run_id: String(run),
    message: String(message),
    level: String(level),
    action_name: action_name as string | null,
    created_at: String(created_at),
  };
}
