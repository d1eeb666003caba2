import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BackendConflict, BackendHttpError, BackendValidationError, NotFoundError } from '../errors/http-errors.ts';
import type { BlobFiles } from './blob-files.ts';
import { refusal } from './check-input.ts';
import type { Database } from './database.ts';
import { BatchWriter } from '../batch-writer.ts';
import { type Digest, digestFile } from './digest-file.ts';
import { PartWriter } from './part-writer.ts';
import { RunningDigests } from './running-digests.ts';
import { type Checksums, type NewUpload, toUpload, type Upload } from './upload-row.ts';

export type { Upload } from './upload-row.ts';

const UPLOAD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a chunk belongs: from byte `start` to byte `end`, not included. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
}

/** Files that come in chunks: each is written behind what is there, and counts once it is on the disk, also when its connection is cut in the middle. */
export class Uploads {
  readonly #folder: string;
  readonly #db: Database;
  readonly #blobs: BlobFiles;
  readonly #digests = new RunningDigests();
  /** The request that writes an upload now. */
  readonly #writers = new Map<string, { readonly stop: () => void; readonly done: Promise<unknown> }>();

  constructor(folder: string, db: Database, blobs: BlobFiles) {
    this.#folder = join(folder, 'uploads');
    this.#db = db;
    this.#blobs = blobs;
  }

  /** The same id twice is one upload. */
  begin(tenant: string, { id = randomUUID(), filename, size }: NewUpload): Upload {
    if (!UPLOAD_ID.test(id)) throw new BackendValidationError('the id of an upload must be a UUID');
    return this.#db.write(() => {
      const now = new Date().toISOString();
      this.#db.run(
        `insert or ignore into uploads (id, tenant, filename, size, received, created_at, touched_at) values (?, ?, ?, ?, 0, ?, ?)`,
        id,
        tenant,
        filename,
        size,
        now,
        now,
      );
      const upload = this.get(tenant, id);
      if (upload.size !== size) throw new BackendValidationError(`upload ${id} has ${upload.size} bytes, and not ${size}`);
      return upload;
    });
  }

  find(tenant: string, id: string): Upload | undefined {
    const row = this.#db.get('select * from uploads where id = ? and tenant = ?', id, tenant);
    return row && toUpload(row);
  }

  /** Throws NotFoundError. */
  get(tenant: string, id: string): Upload {
    const found = this.find(tenant, id);
    if (found === undefined) throw new NotFoundError(`there is no upload ${id}`);
    return found;
  }

  /**
   * Writes a chunk. What is there already is left alone, so that it may come twice; a newer request for the same upload ends an older one, whose connection
   * may be dead without anybody knowing. Throws BackendHttpError 416 for a gap.
   */
  async append(
    tenant: string,
    id: string,
    range: ChunkRange,
    chunk: AsyncIterable<Uint8Array> & { destroy?: () => void },
  ): Promise<Upload> {
    const before = this.#writers.get(id);
    before?.stop();
    await before?.done.catch(() => {});
    let isStopped = false;
    const stop = (): void => {
      isStopped = true;
      chunk.destroy?.();
    };
    const done = this.#append(tenant, id, range, chunk, () => isStopped);
    this.#writers.set(id, { stop, done });
    try {
      return await done;
    } finally {
      if (this.#writers.get(id)?.done === done) this.#writers.delete(id);
    }
  }

  async #append(
    tenant: string,
    id: string,
    { start, end }: ChunkRange,
    chunk: AsyncIterable<Uint8Array>,
    isStopped: () => boolean,
  ): Promise<Upload> {
    const upload = this.get(tenant, id);
    if (end > upload.size) throw new BackendValidationError(`the chunk ends at ${end}, and upload ${id} has ${upload.size} bytes`);
    if (start > upload.received)
      throw new BackendHttpError(`upload ${id} goes on at ${upload.received}, not at ${start}`, 416, {
        code: 'UPLOAD_GAP',
        details: { offset: upload.received },
      });
    const writer = new PartWriter(await this.#open(id), upload.received, (received) => this.#note(id, received));
    const digest = this.#digests.take(id, upload.received);
    let at = start;
    try {
      for await (const bytes of chunk) {
        if (isStopped()) throw new BackendConflict(`another request goes on with upload ${id}`);
        if (at + bytes.length > end) throw new BackendValidationError('the chunk is longer than its range says');
        const fresh = bytes.subarray(Math.max(0, Math.min(bytes.length, upload.received - at)));
        await writer.write(fresh);
        digest?.update(fresh);
        at += bytes.length;
      }
    } finally {
      await writer.close();
      this.#digests.keep(id, digest);
    }
    if (at !== end) throw new BackendValidationError(`the chunk has ${at - start} bytes, and its range ${end - start}`);
    return this.get(tenant, id);
  }

  /** Writes bytes where they belong, in any order and as often as they come; whether all is there and right is seen in the end. Gives their MD5. */
  async put(id: string, { start, end }: ChunkRange, bytes: AsyncIterable<Uint8Array>): Promise<string> {
    this.#digests.forget(id);
    const hash = createHash('md5');
    const file = await this.#open(id);
    const writer = new BatchWriter(file, start);
    try {
      for await (const some of bytes) {
        if (writer.end + some.length > end) throw new BackendHttpError(`only ${end - start} bytes belong here`, 413);
        await writer.write(some);
        hash.update(some);
      }
      await writer.flush();
      await file.datasync();
    } finally {
      await file.close();
    }
    return hash.digest('hex');
  }

  /** Ends an upload whose bytes came by `put`. Throws BackendValidationError. */
  async finishPut(tenant: string, id: string, expected: Checksums): Promise<Upload> {
    const upload = this.get(tenant, id);
    if (upload.completedAt === null && existsSync(this.#pathOf(id))) this.#note(id, (await stat(this.#pathOf(id))).size);
    return this.finish(tenant, id, expected);
  }

  /** Ends an upload: the whole must have the checksum; it is read again where not all of it came through this process. Asked again, it says the same. Throws BackendValidationError; what is wrong is gone then. */
  async finish(tenant: string, id: string, expected: Checksums): Promise<Upload> {
    const upload = this.get(tenant, id);
    if (upload.completedAt !== null) return this.#checked(upload, this.#blobs.digestOf(upload.blob!)!, expected);
    if (upload.received !== upload.size)
      throw new BackendValidationError(`upload ${id} is not complete: it has ${upload.received} of ${upload.size} bytes`, {
        code: 'UPLOAD_INCOMPLETE',
        details: { offset: upload.received },
      });
    const part = this.#pathOf(id);
    if (upload.blob !== null && !existsSync(part)) {
      this.#checked(upload, this.#blobs.digestOf(upload.blob)!, expected); // it was moved, and the process ended
      return this.#complete(tenant, id);
    }
    await (await this.#open(id)).close(); // an empty one has no file yet
    const digest = this.#digests.take(id, upload.size)?.finish() ?? (await digestFile(part));
    try {
      this.#checked(upload, digest, expected);
    } catch (error) {
      await this.discard(tenant, id);
      throw error;
    }
    const begin = (): void => void this.#db.run('update uploads set blob = ? where id = ?', digest.sha256, id);
    return this.#blobs.take(part, digest, () => this.#complete(tenant, id), begin);
  }

  /** A whole file of this machine, which is moved. The same id twice is one upload. */
  async takeFile(tenant: string, path: string, { filename, id: given }: Omit<NewUpload, 'size'>): Promise<Upload> {
    const digest = await digestFile(path);
    const upload = this.begin(tenant, { id: given, filename, size: digest.size });
    if (upload.completedAt !== null) return this.#checked(upload, this.#blobs.digestOf(upload.blob!)!, digest);
    const { id } = upload;
    const end = (): Upload => {
      this.#db.run('update uploads set blob = ?, received = size where id = ?', digest.sha256, id);
      return this.#complete(tenant, id);
    };
    return this.#blobs.take(path, digest, end);
  }

  /** Throws BackendValidationError where it is not complete. */
  use(tenant: string, id: string): { readonly blob: string; readonly filename: string; readonly usedBy: string | null } {
    const { completedAt, blob, filename, usedBy } = this.get(tenant, id);
    if (completedAt !== null && blob !== null) return { blob, filename, usedBy };
    throw refusal([{ path: ['chunked_upload'], message: 'is not complete' }]);
  }

  /** `by`: what was made of it. */
  markUsed(id: string, by: string): void {
    this.#db.run('update uploads set used_by = ? where id = ?', by, id);
  }

  /** Ends it, and leaves nothing. */
  async discard(tenant: string, id: string): Promise<void> {
    this.#writers.get(id)?.stop();
    await this.#writers.get(id)?.done.catch(() => {});
    this.get(tenant, id);
    this.#digests.forget(id);
    await rm(this.#pathOf(id), { force: true });
    this.#db.run('delete from uploads where id = ?', id);
  }

  #checked(upload: Upload, digest: Digest, expected: Checksums): Upload {
    const kinds = ['md5', 'sha1', 'sha256'] as const;
    if (kinds.every((kind) => (expected[kind] ?? digest[kind]).toLowerCase() === digest[kind])) return upload;
    throw new BackendValidationError(`upload ${upload.id} does not have the checksum that it should have: send it again`, {
      code: 'CHECKSUM_MISMATCH',
    });
  }

  #complete(tenant: string, id: string): Upload {
    const now = new Date().toISOString();
    this.#db.run('update uploads set completed_at = ?, touched_at = ? where id = ?', now, now, id);
    return this.get(tenant, id);
  }

  #note(id: string, received: number): void {
    const now = new Date().toISOString();
    this.#db.run('update uploads set received = max(received, ?), touched_at = ? where id = ?', received, now, id);
  }

  async #open(id: string): Promise<FileHandle> {
    await mkdir(this.#folder, { recursive: true });
    const path = this.#pathOf(id);
    return open(path, existsSync(path) ? 'r+' : 'w+');
  }

  #pathOf(id: string): string {
    return join(this.#folder, id);
  }
}
