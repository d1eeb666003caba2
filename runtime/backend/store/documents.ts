import { BackendConflict, NotFoundError } from '../errors/http-errors.ts';
import { RESOURCES, type ResourceName } from '../resource.ts';
import { type Database, isTaken, type Row, type Value } from './database.ts';
import type { ListQuery } from './list-query.ts';
import { tableOf } from './tables.ts';

/** An object as a row. */
export interface Stored {
  readonly id: number;
  readonly key: string | null;
  readonly doc: Readonly<Record<string, unknown>>;
  readonly blob: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewDocument {
  readonly doc: Readonly<Record<string, unknown>>;
  readonly key?: string | undefined;
  readonly blob?: string | undefined;
}

export interface StoredPage {
  readonly count: number;
  readonly items: readonly Stored[];
  /** The last id of the page, where there are more. */
  readonly next: number | undefined;
}

/** The objects of all resources, each a JSON document in a row. A tenant sees its own only: what belongs to another one is not there. */
export class Documents {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Throws BackendConflict where the key is taken. */
  insert(name: ResourceName, tenant: string, { doc, key, blob }: NewDocument): Stored {
    const now = new Date().toISOString();
    const sql = `insert into ${tableOf(name)} (tenant, key, doc, blob, created_at, updated_at) values (?, ?, ?, ?, ?, ?) returning *`;
    try {
      return toStored(this.#db.get(sql, tenant, key ?? null, JSON.stringify(doc), blob ?? null, now, now)!);
    } catch (error) {
      if (isTaken(error)) throw new BackendConflict(`there is already a ${RESOURCES[name].schema} ${key}`);
      throw error;
    }
  }

  /** By number or key. */
  find(name: ResourceName, tenant: string, id: number | string): Stored | undefined {
    const { isNamed, key } = RESOURCES[name];
    const column = isNamed || (key !== undefined && !/^\d+$/.test(String(id))) ? 'key' : 'id';
    if (column === 'id' && !isSafeId(id)) return undefined;
    const value = column === 'id' ? Number(id) : String(id);
    const row = this.#db.get(`select * from ${tableOf(name)} where tenant = ? and ${column} = ?`, tenant, value);
    return row && toStored(row);
  }

  /** Throws NotFoundError. */
  get(name: ResourceName, tenant: string, id: number | string): Stored {
    const found = this.find(name, tenant, id);
    if (found === undefined) throw new NotFoundError(`there is no ${RESOURCES[name].schema} ${id}`);
    return found;
  }

  list(name: ResourceName, tenant: string, query: ListQuery): StoredPage {
    const table = tableOf(name);
    const where = ['tenant = ?', ...query.conditions].join(' and ');
    const values: Value[] = [tenant, ...query.values];
    const count =
      query.after?.count ?? Number(this.#db.get(`select count(*) as count from ${table} where ${where}`, ...values)?.['count'] ?? 0);
    const after = query.after === undefined ? '' : ` and id ${query.descending ? '<' : '>'} ${query.after.id}`;
    const order = query.descending ? 'desc' : 'asc';
    const sql = `select * from ${table} where ${where}${after} order by id ${order} limit ${query.pageSize + 1}`;
    const rows = this.#db.all(sql, ...values).map(toStored);
    const items = rows.slice(0, query.pageSize);
    return { count, items, next: rows.length > query.pageSize ? items.at(-1)?.id : undefined };
  }

  /** Replaces what `change` gives, reads and writes in one transaction. Throws NotFoundError. */
  update(name: ResourceName, tenant: string, id: number | string, change: (doc: Stored['doc']) => Stored['doc']): Stored {
    return this.#db.write(() => {
      const found = this.get(name, tenant, id);
      const doc = { ...found.doc, ...change(found.doc) };
      const sql = `update ${tableOf(name)} set doc = ?, updated_at = ? where id = ? returning *`;
      return toStored(this.#db.get(sql, JSON.stringify(doc), new Date().toISOString(), found.id)!);
    });
  }

  /** Throws NotFoundError. */
  remove(name: ResourceName, tenant: string, id: number | string): void {
    this.#db.run(`delete from ${tableOf(name)} where id = ?`, this.get(name, tenant, id).id);
  }
}

function isSafeId(id: number | string): boolean {
  return /^[1-9]\d{0,15}$/.test(String(id)) && Number.isSafeInteger(Number(id));
}

function toStored(row: Row): Stored {
  return {
    id: Number(row['id']),
    key: row['key'] as string | null,
    doc: JSON.parse(String(row['doc'])) as Stored['doc'],
    blob: row['blob'] as string | null,
    createdAt: String(row['created_at']),
    updatedAt: String(row['updated_at']),
  };
}
