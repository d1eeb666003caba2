import Libsql from 'libsql';
import { BackendError } from '../../errors/backend-error.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Value = string | number | null;

/** How long a process waits for another one that writes. */
const BUSY_MS = 30_000;

/**
 * A SQLite file that several processes may use at once: write-ahead log, and a transaction is on the disk when it ends. Statements are prepared once.
 */
export class Database {
  readonly #db: Libsql.Database;
  readonly #path: string;
  readonly #statements = new Map<string, Libsql.Statement>();
  #isWriting = false;

  /** Throws BackendError for a file that is no database. */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#db = new Libsql(path, { timeout: BUSY_MS });
      this.#db.exec(`pragma busy_timeout = ${BUSY_MS}`);
      this.#db.exec('pragma journal_mode = wal');
      this.#db.exec('pragma synchronous = full');
      this.#db.exec('pragma foreign_keys = on');
    } catch (error) {
      throw new BackendError(`${path} cannot be opened as the database of a backend: ${wordsOf(error)}`, {
        code: 'BACKEND_DATABASE',
        cause: error,
      });
    }
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  get(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#execute(sql, (statement) => statement.get(...values)) as Row | undefined;
  }

  all(sql: string, ...values: readonly Value[]): Row[] {
    return this.#execute(sql, (statement) => statement.all(...values)) as Row[];
  }

  /** The number of rows that changed. */
  run(sql: string, ...values: readonly Value[]): number {
    return this.#execute(sql, (statement) => statement.run(...values)).changes;
  }

  /** All of it or nothing, and alone: another process that writes waits. What it gives is on the disk. */
  write<T>(work: () => T): T {
    if (this.#isWriting) return work();
    this.#db.exec('begin immediate');
    this.#isWriting = true;
    try {
      const result = work();
      this.#db.exec('commit');
      return result;
    } catch (error) {
      if (this.isInTransaction) this.#db.exec('rollback'); // a full disk has ended it already
      throw error;
    } finally {
      this.#isWriting = false;
    }
  }

  /** A part of a transaction that is all or nothing by itself: the rest goes on where it fails. */
  writePart<T>(work: () => T): T {
    this.#db.exec('savepoint part');
    try {
      const result = work();
      this.#db.exec('release part');
      return result;
    } catch (error) {
      if (this.isInTransaction) this.#db.exec('rollback to part; release part');
      throw error;
    }
  }

  get isInTransaction(): boolean {
    return this.#db.inTransaction;
  }

  newerThanWe(): BackendError {
    return new BackendError(`${this.#path} was written by a newer release of actionsmith: update this one`, { code: 'BACKEND_TOO_NEW' });
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  /** A statement that failed is not used again: the library would have it fail once more, or do late what it was asked then. */
  #execute<T>(sql: string, use: (statement: Libsql.Statement) => T): T {
    const statement = this.#prepare(sql);
    try {
      return use(statement);
    } catch (error) {
      this.#statements.delete(sql);
      throw error;
    }
  }

  #prepare(sql: string): Libsql.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    if (this.#statements.size < 500) this.#statements.set(sql, statement);
    return statement;
  }
}

/** True where a row with this name is there already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
