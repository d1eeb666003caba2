import { randomUUID } from 'node:crypto';
import type { DataCollection } from '../../../generated/backend/data-collection/types.ts';
import type { UploadParams } from '../../schemas/upload.ts';
import { StepContext } from '../../steps/step-context.ts';
import { clientOf } from '../client-of.ts';
import type { UploadSource } from './source/upload-source.ts';
import type { OrganizedFile, RejectedFile, SourceFile, UploadDataUnit, UploadedFile } from './upload-items.ts';

/** Said one by one; of a hundred thousand, the number does. */
const MOST_SAID = 100;

/** Guide: BaseUploadAction. What the steps of an upload share. Steps of yours may change the lists between two of the ready ones. */
export class UploadContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** The files of the source that can be taken; undefined until a step has looked. */
  files: SourceFile[] | undefined;
  /** What receives the data, with its file specifications. */
  collection: DataCollection | undefined;
  /** Files of one data unit each, as they will be uploaded. */
  organizedFiles: OrganizedFile[] = [];
  /** Files that the backend has. */
  uploadedFiles: UploadedFile[] = [];
  /** Data units that are made of them. */
  dataUnits: UploadDataUnit[] = [];
  /** Tasks that the project got for them. */
  taskCount: number = 0;
  /** What this process has asked the backend for; undone where the run fails. */
  readonly asked: UploadAsked = { uploads: new Map(), beganHere: false, isSending: false, isSaving: false };
  readonly #rejected = new Map<string, RejectedFile>();
  #settings: UploadParams | undefined;
  #source: Promise<UploadSource> | undefined;
  #begun: UploadBegun | undefined;

  /** The params of every upload, with their defaults. Throws ValidationError. */
  async settings(): Promise<UploadParams> {
    return (this.#settings ??= (await import('./read-settings.ts')).readSettings(this.params));
  }

  /** Where the files are read. Throws NotFoundError, StorageError. */
  async source(): Promise<UploadSource> {
    const { storage } = await this.settings();
    this.#source ??= import('./source/open-source.ts').then(({ openSource }) => openSource(clientOf(this.ctx), storage, this.ctx));
    return this.#source;
  }

  /** What names this upload: a run that resumes another one is the same upload. */
  get begun(): UploadBegun {
    const kept = (this.outputs as { initialize?: Partial<UploadBegun> }).initialize;
    if (typeof kept?.upload === 'string' && typeof kept.newestDataUnit === 'number') return kept as UploadBegun;
    return (this.#begun ??= { upload: randomUUID(), newestDataUnit: 0 });
  }

  /** Files that were left out, and why. */
  get rejected(): readonly RejectedFile[] {
    return [...this.#rejected.values()];
  }

  /** Leaves a file out, and says so. */
  reject(file: string, reason: string): void {
    if (this.#rejected.has(file)) return;
    this.#rejected.set(file, { file, reason });
    const { size } = this.#rejected;
    if (size <= MOST_SAID) this.logMessage(`${file} is left out: ${reason}`, { context: 'warning' });
    else if (size === MOST_SAID + 1) this.logMessage('more files are left out: the result has their number', { context: 'warning' });
  }

  /** Closes the source, and removes what was copied from it. Asked for again, the source is opened again. */
  async closeSource(): Promise<void> {
    const source = await this.#source?.catch(() => undefined);
    this.#source = undefined;
    await source?.close();
  }
}

/** What a resume has to know of an upload. */
export interface UploadBegun {
  /** A UUID. */
  readonly upload: string;
  /** Ids of the backend's data units that this upload has made are above it. */
  readonly newestDataUnit: number;
}

export interface UploadAsked {
  /** By checksum: the upload that was asked for, and the data file that came of it, once that is known. */
  readonly uploads: Map<string, { readonly id: string; dataFile?: number | undefined }>;
  /** False in a run that resumes another one: what that one has left is not known here. */
  beganHere: boolean;
  /** Set when files begin to be sent, and units to be saved. */
  isSending: boolean;
  isSaving: boolean;
}
