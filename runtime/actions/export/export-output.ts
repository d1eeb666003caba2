import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Storage, StorageCallOptions, StorageSource } from '../../storage/storage.ts';
import type { ClaimedFolder } from './claim-folder.ts';
import type { ExportFailure } from './export-item.ts';
import { SpooledLines } from './spooled-lines.ts';

const REMOVALS = 8;

/** The folder that an export writes to. It knows what it has written, and takes back that and nothing else. */
export class ExportOutput {
  readonly storage: Storage;
  /** Below the root of the storage. */
  readonly folder: string;
  /** A folder of this machine for what is on its way. */
  readonly scratch: string;
  readonly errors: SpooledLines<ExportFailure>;
  readonly #created: SpooledLines<string>;
  readonly #claim: string;

  constructor(storage: Storage, { folder, claim }: ClaimedFolder) {
    this.storage = storage;
    this.folder = folder;
    this.#claim = claim;
    this.scratch = mkdtempSync(join(tmpdir(), 'actionsmith-export-'));
    this.errors = new SpooledLines(join(this.scratch, 'errors.jsonl'));
    this.#created = new SpooledLines(join(this.scratch, 'created.jsonl'));
  }

  /** To be shown: `/mnt/exports/first`, `s3://bucket/exports/first`. */
  get path(): string {
    return `${this.storage.place.replace(/\/+$/, '')}/${this.folder}`;
  }

  /** A file by its name in the folder. Throws StorageError. */
  async write(name: string, source: StorageSource, options: StorageCallOptions = {}): Promise<void> {
    await this.#created.add(name); // before it is there: what fails half-way may be there all the same
    await this.storage.write(this.#keyOf(name), source, options);
  }

  async remove(name: string, options: StorageCallOptions = {}): Promise<void> {
    await this.storage.remove(this.#keyOf(name), options);
  }

  /** The folder is finished: nobody need be kept off it. */
  async release(options: StorageCallOptions = {}): Promise<void> {
    await this.storage.remove(this.#claim, options);
  }

  /** Whatever was written is gone then, and nothing else. Throws the first StorageError, when all has been tried. */
  async takeBack({ signal }: StorageCallOptions = {}): Promise<void> {
    const failures: unknown[] = [];
    const remove = (name: string): Promise<void> => this.remove(name, { signal }).catch((error: unknown) => void failures.push(error));
    await pMap(this.#created.read(), remove, { concurrency: REMOVALS });
    if (failures.length > 0) throw failures[0];
    await this.#created.clear();
  }

  async close(): Promise<void> {
    await rm(this.scratch, { recursive: true, force: true });
    await this.storage.close();
  }

  #keyOf(name: string): string {
    return `${this.folder}/${name}`;
  }
}
