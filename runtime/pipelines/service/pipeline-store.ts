import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pipeline } from '../../../generated/pipeline-service/pipeline/types.ts';
import type { PipelineCreate } from '../../../generated/pipeline-service/pipeline-create/types.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { NotFoundError } from '../../backend/errors/http-errors.ts';
import { Database, type Row } from '../../backend/store/database.ts';
import { GroupCommit } from '../../backend/store/group-commit.ts';
import type { ListRange } from './list-range.ts';
import { migratePipelines } from './migrations.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import { RunLogs } from './run-logs.ts';
import { RunStore } from './run-store.ts';

/** What the pipeline service keeps, in one database: pipelines here, their runs and the logs of these beside. */
export class PipelineStore {
  readonly db: Database;
  /** For what is written often and by many. */
  readonly group: GroupCommit;
  readonly runs: RunStore;
  readonly checkpoints: CheckpointStore;
  readonly logs: RunLogs;

  constructor(db: Database) {
    this.db = db;
    this.group = new GroupCommit(db);
    const news = new EventEmitter().setMaxListeners(0);
    this.runs = new RunStore(db, news);
    this.checkpoints = new CheckpointStore(db, this.runs);
    this.logs = new RunLogs(db, this.runs, news);
  }

  /** The same pipeline for the same key. */
  create(tenant: string, { name, actions, description = null, key }: PipelineCreate): Pipeline {
    return this.db.write(() => {
      const known = key === undefined ? undefined : this.db.get('select * from pipelines where tenant = ? and key = ?', tenant, key);
      if (known !== undefined) return pipelineOf(known);
      const doc = { name, actions: actions.map((action) => ({ ...action, entrypoint: action.entrypoint ?? null })), description };
      const sql = 'insert into pipelines (id, tenant, doc, key, created_at) values (?, ?, ?, ?, ?) returning *';
      return pipelineOf(this.db.get(sql, randomUUID(), tenant, JSON.stringify(doc), key ?? null, new Date().toISOString())!);
    });
  }

  list(tenant: string, { skip, limit }: ListRange): Pipeline[] {
    return this.db
      .all('select * from pipelines where tenant = ? order by number desc limit ? offset ?', tenant, limit, skip)
      .map(pipelineOf);
  }

  count(tenant: string): number {
    return Number(this.db.get('select count(*) as count from pipelines where tenant = ?', tenant)?.['count'] ?? 0);
  }

  /** Throws NotFoundError. */
  get(tenant: string, id: string): Pipeline {
    const row = this.db.get('select * from pipelines where tenant = ? and id = ?', tenant, id);
    if (row === undefined) throw new NotFoundError(`there is no pipeline ${id}`);
    return pipelineOf(row);
  }

  /** With all of its runs. Throws NotFoundError. */
  remove(tenant: string, id: string): void {
    this.db.write(() => {
      this.get(tenant, id);
      for (const run of this.runs.idsOf(id)) this.runs.remove(tenant, run);
      this.db.run('delete from pipelines where id = ?', id);
    });
  }

  close(): void {
    this.group.flush();
    this.db.close();
  }
}

/** The database `pipelines.db` of a folder, which is made where it is missing. Throws BackendError. */
export function openPipelineStore(folder: string): PipelineStore {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new BackendError(
      `the pipeline service cannot use the folder ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      {
        code: 'PIPELINE_FOLDER',
        cause: error,
      },
    );
  }
  const db = new Database(join(folder, 'pipelines.db'));
  try {
    migratePipelines(db);
    return new PipelineStore(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function pipelineOf({ id, doc, created_at }: Row): Pipeline {
  const { name, actions, description } = JSON.parse(String(doc)) as Pipeline;
  return { id: String(id), name, actions, description, created_at: String(created_at) };
}
