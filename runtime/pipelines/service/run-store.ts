import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { Pipeline } from '../../../generated/pipeline-service/pipeline/types.ts';
import type { ProgressReport } from '../../../generated/pipeline-service/progress-report/types.ts';
import type { PipelineRun } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import type { RunCreate } from '../../../generated/pipeline-service/run-create/types.ts';
import type { RunProgress } from '../../../generated/pipeline-service/run-progress/types.ts';
import type { RunUpdate } from '../../../generated/pipeline-service/run-update/types.ts';
import { BackendConflict, NotFoundError } from '../../backend/errors/http-errors.ts';
import type { Database, Row } from '../../backend/store/database.ts';
import { News } from '../../backend/store/news.ts';
import { applyChange, beginProgress, hasEnded, type RunChange } from './apply-change.ts';
import type { ListRange } from './list-range.ts';

/** The progress of a run after a change of it. */
export interface WatchedProgress {
  /** Of the change, or 0 before the first one. */
  readonly id: number;
  readonly progress: RunProgress;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** The last change that is known already; default: none, and the first progress is the one of now. */
  readonly after?: number | undefined;
}

const PAGE = 500;

/** Runs of pipelines. Every change is kept: the progress is what all of them make of a run, and a watcher sees each of them in turn. */
export class RunStore {
  readonly #db: Database;
  readonly #news: EventEmitter;

  constructor(db: Database, news: EventEmitter) {
    this.#db = db;
    this.#news = news;
  }

  /** The same run for the same key. */
  create(tenant: string, pipeline: Pipeline, { params, work_dir = null, key }: RunCreate): PipelineRun {
    return this.#db.write(() => {
      const known =
        key === undefined
          ? undefined
          : this.#db.get('select id from runs where tenant = ? and pipeline = ? and key = ?', tenant, pipeline.id, key);
      if (known !== undefined) return this.get(tenant, String(known['id']));
      const id = randomUUID();
      const at = new Date().toISOString();
      const progress = beginProgress(
        id,
        pipeline.id,
        pipeline.actions.map(({ name }) => name),
      );
      this.#db.run(
        `insert into runs (id, tenant, pipeline, key, status, params, work_dir, progress, result, sequence, changed, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, 'null', 0, 0, ?, ?)`,
        id,
        tenant,
        pipeline.id,
        key ?? null,
        progress.status,
        JSON.stringify(params ?? {}),
        work_dir,
        JSON.stringify(progress),
        at,
        at,
      );
      return this.get(tenant, id);
    });
  }

  /** The newest first. */
  list(tenant: string, { skip, limit }: ListRange, status?: string): PipelineRun[] {
    const where = status === undefined ? '' : ' and status = ?';
    const values = status === undefined ? [tenant] : [tenant, status];
    return this.#db
      .all(`select * from runs where tenant = ?${where} order by number desc limit ? offset ?`, ...values, limit, skip)
      .map(runOf);
  }

  count(tenant: string, status?: string): number {
    const where = status === undefined ? '' : ' and status = ?';
    const row = this.#db.get(
      `select count(*) as count from runs where tenant = ?${where}`,
      tenant,
      ...(status === undefined ? [] : [status]),
    );
    return Number(row?.['count'] ?? 0);
  }

  idsOf(pipeline: string): string[] {
    return this.#db.all('select id from runs where pipeline = ?', pipeline).map(({ id }) => String(id));
  }

  /** Throws NotFoundError. */
  get(tenant: string, id: string): PipelineRun {
    return runOf(this.#row(tenant, id));
  }

  /** Throws NotFoundError. */
  progress(tenant: string, id: string): RunProgress {
    return progressOf(this.#row(tenant, id));
  }

  /** Each part replaces the one before; a run that has ended stays as it ended. Throws NotFoundError, BackendConflict. */
  update(tenant: string, id: string, update: RunUpdate): PipelineRun {
    return this.#db.write(() => {
      const row = this.#row(tenant, id);
      const before = runOf(row);
      const isAnother = update.status !== undefined && update.status !== before.status;
      if (hasEnded(before) && isAnother) throw new BackendConflict(`run ${id} has ${before.status} already`);
      if (update.result !== undefined && !hasEnded(before))
        this.#db.run('update runs set result = ? where id = ?', JSON.stringify(update.result), id);
      this.#change(row, { kind: 'update', at: new Date().toISOString(), update });
      return this.get(tenant, id);
    });
  }

  /** What was told before, or comes too late, changes nothing. Throws NotFoundError, BackendConflict of an attempt that has not begun. */
  report(tenant: string, id: string, report: ProgressReport): PipelineRun {
    return this.#db.write(() => {
      const row = this.#row(tenant, id);
      const { attempt } = progressOf(row);
      if ((report.attempt ?? attempt) > attempt) throw new BackendConflict(`attempt ${report.attempt} of run ${id} has not begun`);
      const last = Number(row['sequence']);
      const { sequence = last } = report;
      if (report.sequence !== undefined && sequence <= last) return runOf(row);
      return runOf(this.#change(row, { kind: 'report', at: new Date().toISOString(), report }, sequence));
    });
  }

  /** Begins another attempt of a run that failed or was cancelled: what is done stays done. Throws NotFoundError, BackendConflict. */
  resume(tenant: string, id: string): PipelineRun {
    return this.#db.write(() => {
      const row = this.#row(tenant, id);
      const { status } = progressOf(row);
      if (status === 'completed') throw new BackendConflict(`run ${id} has completed: there is nothing to resume`);
      if (!hasEnded({ status })) throw new BackendConflict(`run ${id} is ${status}: it can be resumed once it has failed or was cancelled`);
      return runOf(this.#change(row, { kind: 'resume', at: new Date().toISOString() }, 0)); // each attempt counts anew
    });
  }

  /** With its log and its checkpoints. Throws NotFoundError. */
  remove(tenant: string, id: string): void {
    this.#db.write(() => {
      this.#row(tenant, id);
      for (const table of ['changes', 'logs', 'checkpoints']) this.#db.run(`delete from ${table} where run = ?`, id);
      this.#db.run('delete from runs where id = ?', id);
    });
    this.#news.emit(id);
  }

  /** The progress now, or after the change that is known already, then after each change, until the run has ended or is gone. Throws NotFoundError. */
  async *watch(tenant: string, id: string, { signal, after }: WatchOptions): AsyncGenerator<WatchedProgress> {
    const news = new News(this.#news, id, signal);
    try {
      let seen = after === undefined ? this.#now(tenant, id) : this.#after(tenant, id, after);
      if (after === undefined || hasEnded(seen.progress)) yield seen;
      while (!signal.aborted && !hasEnded(seen.progress)) {
        const changes = this.#changes(id, seen.id);
        for (const { number, change } of changes) {
          const progress = applyChange(seen.progress, change);
          seen = { id: number, progress };
          yield seen;
        }
        if (changes.length === PAGE) continue;
        if (changes.length === 0) this.#row(tenant, id);
        await news.wait();
      }
    } finally {
      news.close();
    }
  }

  /** The row after the change. Its sequence is kept where it changes nothing, too. */
  #change(row: Row, change: RunChange, sequence: number = Number(row['sequence'])): Row {
    const before = progressOf(row);
    const after = applyChange(before, change);
    const id = String(row['id']);
    if (after === before) {
      if (sequence !== Number(row['sequence'])) this.#db.run('update runs set sequence = ? where id = ?', sequence, id);
      return row;
    }
    const number = this.#db.get('insert into changes (run, doc) values (?, ?) returning number', id, JSON.stringify(change))!['number'];
    const progress = JSON.stringify(after);
    this.#db.run(
      'update runs set status = ?, progress = ?, changed = ?, updated_at = ?, sequence = ? where id = ?',
      after.status,
      progress,
      Number(number),
      change.at,
      sequence,
      id,
    );
    this.#news.emit(id);
    return { ...row, progress, updated_at: change.at };
  }

  #now(tenant: string, id: string): WatchedProgress {
    const row = this.#row(tenant, id);
    return { id: Number(row['changed']), progress: progressOf(row) };
  }

  /** What a watcher had seen when it was cut off. */
  #after(tenant: string, id: string, last: number): WatchedProgress {
    const { id: newest, progress } = this.#now(tenant, id);
    const to = Math.min(last, newest);
    let seen = beginProgress(
      id,
      progress.pipeline_id,
      progress.progress.map(({ name }) => name),
    );
    for (let number = 0; number < to;) {
      const changes = this.#changes(id, number, to);
      if (changes.length === 0) break;
      for (const one of changes) seen = applyChange(seen, one.change);
      number = changes.at(-1)!.number;
    }
    return { id: to, progress: seen };
  }

  #changes(id: string, after: number, to: number = Number.MAX_SAFE_INTEGER): { number: number; change: RunChange }[] {
    const sql = `select number, doc from changes where run = ? and number > ? and number <= ? order by number limit ${PAGE}`;
    return this.#db
      .all(sql, id, after, to)
      .map(({ number, doc }) => ({ number: Number(number), change: JSON.parse(String(doc)) as RunChange }));
  }

  #row(tenant: string, id: string): Row {
    const row = this.#db.get('select * from runs where tenant = ? and id = ?', tenant, id);
    if (row === undefined) throw new NotFoundError(`there is no run ${id}`);
    return row;
  }
}

function progressOf(row: Row): RunProgress {
  return JSON.parse(String(row['progress'])) as RunProgress;
}

function runOf(row: Row): PipelineRun {
  const { run_id, ...progress } = progressOf(row);
  return {
    id: run_id,
    ...progress,
    params: JSON.parse(String(row['params'])) as PipelineRun['params'],
    work_dir: row['work_dir'] as string | null,
    result: JSON.parse(String(row['result'])) as PipelineRun['result'],
    created_at: String(row['created_at']),
    updated_at: String(row['updated_at']),
  };
}
