import type { Checkpoint } from '../../../generated/pipeline-service/checkpoint/types.ts';
import type { CheckpointCreate } from '../../../generated/pipeline-service/checkpoint-create/types.ts';
import { NotFoundError } from '../../backend/errors/http-errors.ts';
import type { Database, Row } from '../../backend/store/database.ts';
import type { RunStore } from './run-store.ts';

/** What finished actions left: one checkpoint for each action of a run, the last that was sent. */
export class CheckpointStore {
  readonly #db: Database;
  readonly #runs: RunStore;

  constructor(db: Database, runs: RunStore) {
    this.#db = db;
    this.#runs = runs;
  }

  /** Throws NotFoundError. */
  put(tenant: string, run: string, input: CheckpointCreate): Checkpoint {
    const { action_name, action_index, status, params_snapshot = null, result = null, artifacts_path = null } = input;
    const doc = JSON.stringify({ status: status ?? 'completed', params_snapshot, result, artifacts_path });
    return this.#db.write(() => {
      this.#runs.get(tenant, run);
      const sql = `insert or replace into checkpoints (run, action_name, action_index, doc, created_at) values (?, ?, ?, ?, ?) returning *`;
      return checkpointOf(this.#db.get(sql, run, action_name, action_index, doc, new Date().toISOString())!);
    });
  }

  /** In the order of their actions. Throws NotFoundError. */
  list(tenant: string, run: string): Checkpoint[] {
    this.#runs.get(tenant, run);
    return this.#db.all('select * from checkpoints where run = ? order by action_index, number', run).map(checkpointOf);
  }

  /** Of the action that is the furthest. Throws NotFoundError. */
  latest(tenant: string, run: string): Checkpoint {
    const last = this.list(tenant, run).at(-1);
    if (last === undefined) throw new NotFoundError(`run ${run} has no checkpoint`);
    return last;
  }

  /** Throws NotFoundError. */
  get(tenant: string, run: string, action: string): Checkpoint {
    const found = this.list(tenant, run).find(({ action_name }) => action_name === action);
    if (found === undefined) throw new NotFoundError(`run ${run} has no checkpoint of the action ${action}`);
    return found;
  }
}

function checkpointOf({ number, run, action_name, action_index, doc, created_at }: Row): Checkpoint {
  return {
    id: Number(number),
    run_id: String(run),
    action_name: String(action_name),
    action_index: Number(action_index),
    ...(JSON.parse(String(doc)) as Pick<Checkpoint, 'status' | 'params_snapshot' | 'result' | 'artifacts_path'>),
    created_at: String(created_at),
  };
}
