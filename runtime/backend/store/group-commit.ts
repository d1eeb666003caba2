import type { Database } from './database.ts';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes that arrive together are one transaction, which goes to the disk once: what waits for the disk is what a write takes. Each is all or nothing by
 * itself, and is answered when it is on the disk.
 */
export class GroupCommit {
  readonly #db: Database;
  #waiting: Waiting[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /** What `work` gives, once it is on the disk; what it throws, with nothing of it kept. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.flush()); // whatever arrived with this one has been read then
      this.#waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
    });
  }

  /** Writes at once what waits. */
  flush(): void {
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    const answers: (() => void)[] = [];
    try {
      this.#db.write(() => {
        for (const waiting of group) answers.push(this.#attempt(waiting));
      });
    } catch (error) {
      for (const { reject } of group) reject(error); // nothing of the group is there
      return;
    }
    for (const answer of answers) answer();
  }

  #attempt({ work, resolve, reject }: Waiting): () => void {
    try {
      const result = this.#db.writePart(work);
      return () => resolve(result);
    } catch (error) {
      if (!this.#db.isInTransaction) throw error; // a full disk ends all of it
      return () => reject(error);
    }
  }
}
