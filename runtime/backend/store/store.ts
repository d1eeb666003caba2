import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BackendError } from '../../errors/backend-error.ts';
import { BlobFiles } from './blob-files.ts';
import { Database } from './database.ts';
import { Documents } from './documents.ts';
import { GroupCommit } from './group-commit.ts';
import { JobLogs } from './job-logs.ts';
import { migrateBackend } from './migrations.ts';
import { sweep } from './sweep.ts';
import { Uploads } from './uploads.ts';

/** The folder of a backend: rows in `backend.db`, files in `blobs`, what is on its way in `uploads` and `arriving`. Several processes may share it. */
export class Store {
  readonly folder: string;
  readonly db: Database;
  /** For what is written often and by many. */
  readonly group: GroupCommit;
  readonly documents: Documents;
  readonly blobs: BlobFiles;
  readonly uploads: Uploads;
  readonly logs: JobLogs;

  constructor(folder: string, db: Database) {
    this.folder = folder;
    this.db = db;
    this.group = new GroupCommit(db);
    this.documents = new Documents(db);
    this.blobs = new BlobFiles(folder, db);
    this.uploads = new Uploads(folder, db, this.blobs);
    this.logs = new JobLogs(this);
  }

  close(): void {
    this.group.flush();
    this.db.close();
  }
}

/** Makes the folder where it is missing, and clears away what processes that were killed have left in it. Throws BackendError. */
export function openStore(folder: string): Store {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new BackendError(`the backend cannot use the folder ${folder}: ${error instanceof Error ? error.message : String(error)}`, {
      code: 'BACKEND_FOLDER',
      cause: error,
    });
  }
  const db = new Database(join(folder, 'backend.db'));
  try {
    migrateBackend(db);
    sweep(folder, db);
    return new Store(folder, db);
  } catch (error) {
    db.close();
    throw error;
  }
}
