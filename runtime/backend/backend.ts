import type { ChunkedUpload } from '../../generated/backend/chunked-upload/types.ts';
import type { BackendLogEntry } from '../../generated/backend-log-entries/types.ts';
import type { JobUpdate } from '../../generated/backend/job-update/types.ts';
import type { LogEntry } from '../../generated/backend/log-entry/types.ts';
import type { CreateOf, ItemOf, ResourceName } from './resource.ts';

/** By field: `{ project: 3, status_label: ['done', 'open'] }` is the objects of which both hold. */
export type ListFilters = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;

export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

export interface GetOptions extends CallOptions {
  /** Fields that are shown as the objects that they name. */
  readonly expand?: readonly string[];
}

export interface Page<T> {
  /** Of the whole list. */
  readonly count: number;
  readonly items: readonly T[];
  /** Give it as the filter `cursor` for the next page. */
  readonly cursor: string | undefined;
}

/** The objects of one resource. Throws NotFoundError, BackendValidationError and the other errors of the family. */
export interface Collection<N extends ResourceName> {
  get(id: number | string, options?: GetOptions): Promise<ItemOf<N>>;
  /** One page: at most `page_size` (default 100). */
  list(filters?: ListFilters, options?: CallOptions): Promise<Page<ItemOf<N>>>;
  /** All of them, page by page. */
  all(filters?: ListFilters, options?: CallOptions): AsyncIterable<ItemOf<N>>;
  create(input: CreateOf<N>, options?: CallOptions): Promise<ItemOf<N>>;
  /** All of them or none, in their order. */
  createAll(inputs: readonly CreateOf<N>[], options?: CallOptions): Promise<ItemOf<N>[]>;
  remove(id: number | string, options?: CallOptions): Promise<void>;
}

export interface UploadOptions extends CallOptions {
  /** Default: the file's own name. */
  readonly filename?: string;
  /** A UUID: asked again with it, this is the same upload, and goes on where it was cut. Default: a new one. */
  readonly id?: string;
  /** Bytes that the backend has for good. */
  readonly onProgress?: (sent: number, total: number) => void;
}

/** A file that becomes a data file. */
export interface FileToSend {
  readonly path: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-1, in hex. What does not have it is refused. */
  readonly checksum: string;
  /** A UUID: sent again under it, this is the same data file. */
  readonly id: string;
}

export interface SendOptions extends CallOptions {
  /** Files on their way at a time; default 10. */
  readonly concurrency?: number;
  /** Larger files go in chunks, so that one that is cut goes on; bytes, default 50 MB. */
  readonly chunkedAbove?: number;
  /** Told when a file is there. */
  readonly onSent?: () => void;
}

export interface DownloadOptions extends CallOptions {
  /** Bytes that are here. */
  readonly onProgress?: (received: number) => void;
}

export interface TailOptions extends CallOptions {
  /** The id of the last entry that is known already. */
  readonly after?: number | undefined;
}

/**
 * Guide: the `client` of an action. What holds datasets, models, jobs and tasks: in a folder (`openEmbeddedBackend`) or a server (`HttpBackend`). DESIGN of
 * the API: schemas/backend.
 */
export interface Backend {
  readonly models: Collection<'models'>;
  readonly jobs: Collection<'jobs'>;
  readonly storages: Collection<'storages'>;
  readonly projects: Collection<'projects'>;
  readonly dataCollections: Collection<'dataCollections'>;
  readonly dataFiles: Collection<'dataFiles'>;
  readonly dataUnits: Collection<'dataUnits'>;
  readonly tasks: Collection<'tasks'>;
  readonly assignments: Collection<'assignments'>;
  readonly groundTruthDatasetVersions: Collection<'groundTruthDatasetVersions'>;
  readonly groundTruthEvents: Collection<'groundTruthEvents'>;
  readonly serveApplications: Collection<'serveApplications'>;
  readonly plugins: Collection<'plugins'>;
  readonly pluginReleases: Collection<'pluginReleases'>;
  /** Sends a file in chunks; goes on where the backend has lost the connection. Its `id` is `chunked_upload` of a model, a data file or a release. */
  upload(path: string, options?: UploadOptions): Promise<ChunkedUpload>;
  /**
   * Makes a data file of each, and gives their ids in order. Each is for itself: in the place of one that failed is its error, BackendConflict where it was sent
   * before and removed since.
   */
  sendDataFiles(files: readonly FileToSend[], options?: SendOptions): Promise<readonly (number | Error)[]>;
  /** Of these checksums (SHA-1, MD5 or SHA-256, in hex), the ones of which there is a data file. */
  findChecksums(checksums: readonly string[], options?: CallOptions): Promise<ReadonlySet<string>>;
  /** Writes the file of an object to a new file, which is complete and has the right checksum when it is there. */
  download(
    item: { readonly file?: string | null; readonly checksum?: string | null },
    path: string,
    options?: DownloadOptions,
  ): Promise<void>;
  /** Each part of the state of a job replaces the one before. */
  updateJob(id: string, update: JobUpdate, options?: CallOptions): Promise<ItemOf<'jobs'>>;
  /** `updateJob` from a process that exits, where nothing can be waited for. False where the backend may not know. */
  updateJobNow?(id: string, update: JobUpdate): boolean;
  createLogs(entries: readonly BackendLogEntry[], options?: CallOptions): Promise<void>;
  /** The log of a job from its beginning, and what comes until the job has ended. */
  tailLogs(job: string, options?: TailOptions): AsyncIterable<LogEntry>;
  /** The annotations of a task. */
  annotateTask(id: number, data: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<ItemOf<'tasks'>>;
  close(): Promise<void>;
}
