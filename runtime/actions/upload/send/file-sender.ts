import pMap from 'p-map';
import type { Backend, FileToSend } from '../../../backend/backend.ts';
import { isBackendHttpError } from '../../../backend/errors/http-errors.ts';
import { isActionsmithError } from '../../../errors/actionsmith-error.ts';
import { BackendError } from '../../../errors/backend-error.ts';
import type { UploadParams } from '../../../schemas/upload.ts';
import { backoffMs, pause } from '../../../timing/backoff.ts';
import type { FetchedFile } from '../source/upload-source.ts';
import type { AnyUpload } from '../steps/upload-step.ts';
import type { SourceFile, UploadedFile } from '../upload-items.ts';
import { nameId } from './upload-id.ts';

type ReadyFile = SourceFile & FetchedFile;

/** Sends contents, each once: under an id made of the upload and the content, so that a run that resumes another one finds what is there, and knows whose it is. */
export class FileSender {
  readonly #context: AnyUpload;
  readonly #client: Backend;
  readonly #settings: UploadParams;
  readonly #isRepeated: boolean;
  /** Contents that the backend has, by checksum. */
  readonly #there = new Set<string>();

  /** `isRepeated`: an earlier attempt, or an earlier run, may have sent some. */
  constructor(context: AnyUpload, client: Backend, settings: UploadParams, isRepeated: boolean) {
    this.#context = context;
    this.#client = client;
    this.#settings = settings;
    this.#isRepeated = isRepeated;
  }

  /** Gives what came of each file, in order. Throws BackendError UPLOAD_FAILED. */
  async send(files: readonly ReadyFile[], report: () => void): Promise<UploadedFile[]> {
    const fresh = [...new Map(files.filter(({ checksum }) => !this.#there.has(checksum)).map((file) => [file.checksum, file])).values()];
    const sent = await this.#sendFresh(fresh, report);
    for (let left = files.length - sent.waited; left > 0; left--) report();
    return files.map(({ key, checksum, size }) => {
      const dataFile = sent.made.get(checksum);
      sent.made.delete(checksum); // of two files of one content, the first is the one that was sent
      this.#there.add(checksum);
      return { key, checksum, size, dataFile };
    });
  }

  async #sendFresh(
    files: readonly ReadyFile[],
    report: () => void,
  ): Promise<{ readonly made: Map<string, number>; readonly waited: number }> {
    const { signal, asked } = this.#context;
    const made = new Map<string, number>();
    const ids = await this.#findOwn(files, made);
    const unknown = files.filter(({ checksum }) => !made.has(checksum));
    const existing = await this.#client.findChecksums(
      unknown.map(({ checksum }) => checksum),
      { signal },
    );
    let waiting = unknown.filter(({ checksum }) => !existing.has(checksum)).map((file) => this.#toSend(file, ids.get(file.checksum)!));
    const waited = waiting.length;
    for (const { id, checksum } of waiting) asked.uploads.set(checksum, { id });
    for (let attempt = 1; waiting.length > 0; attempt++) {
      const results = await this.#client.sendDataFiles(waiting, {
        concurrency: this.#settings.upload_max_workers,
        chunkedAbove: this.#settings.max_file_size_mb * 1024 ** 2,
        signal,
        onSent: report,
      });
      const failed: { readonly file: FileToSend; readonly error: Error }[] = [];
      for (const [index, result] of results.entries()) {
        const file = waiting[index]!;
        if (result instanceof Error) failed.push({ file, error: result });
        else this.#note(file, result, made);
      }
      if (failed.length === 0) break;
      const hopeless = failed.find(({ error }) => !isActionsmithError(error) || !error.retryable) ?? failed[0]!;
      if (attempt > this.#settings.upload_max_retries || !isActionsmithError(hopeless.error) || !hopeless.error.retryable)
        throw this.#failure(files, failed.length, hopeless);
      await pause(backoffMs(attempt), signal);
      waiting = await this.#withoutArrived(
        failed.map(({ file }) => file),
        made,
      );
    }
    return { made, waited };
  }

  /** What this upload has sent before, into `made`; gives the id under which the rest is sent: another one where what was sent has been removed since. */
  async #findOwn(files: readonly ReadyFile[], made: Map<string, number>): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const { upload } = this.#context.begun;
    const { asked } = this.#context;
    await pMap(
      files,
      async ({ checksum }) => {
        const known = this.#isRepeated ? await findSent(this.#client, upload, checksum, this.#context.signal) : undefined;
        const id = known?.id ?? nameId(upload, checksum, 0);
        ids.set(checksum, id);
        if (known?.dataFile === undefined) return;
        asked.uploads.set(checksum, { id, dataFile: known.dataFile });
        made.set(checksum, known.dataFile);
      },
      { concurrency: this.#settings.upload_max_workers },
    );
    return ids;
  }

  /** Of some only the answer was lost. */
  async #withoutArrived(files: readonly FileToSend[], made: Map<string, number>): Promise<FileToSend[]> {
    const { begun, signal } = this.#context;
    const rest: FileToSend[] = [];
    for (const file of files) {
      const { id, dataFile } = await findSent(this.#client, begun.upload, file.checksum, signal);
      if (dataFile === undefined) rest.push({ ...file, id });
      else this.#note({ ...file, id }, dataFile, made);
    }
    return rest;
  }

  #note({ id, checksum }: FileToSend, dataFile: number, made: Map<string, number>): void {
    this.#context.asked.uploads.set(checksum, { id, dataFile });
    made.set(checksum, dataFile);
  }

  #toSend({ path, name, size, checksum }: ReadyFile, id: string): FileToSend {
    return { path, filename: name.slice(name.lastIndexOf('/') + 1), size, checksum, id };
  }

  #failure(
    files: readonly ReadyFile[],
    count: number,
    { file, error }: { readonly file: FileToSend; readonly error: Error },
  ): BackendError {
    const key = files.find(({ checksum }) => checksum === file.checksum)?.key ?? file.filename;
    const which = count === 1 ? key : `${key} and ${count - 1} more`;
    return new BackendError(`${which} could not be uploaded: ${error.message}`, {
      code: 'UPLOAD_FAILED',
      cause: error,
      retryable: isActionsmithError(error) && error.retryable,
    });
  }
}

/** So often may a content have been sent, removed, and sent again. */
const MOST_ROUNDS = 100;

/** The data file that an upload has made of a content, and the id under which it is sent: a new one for each that was removed. Makes it now of what was sent whole. */
export async function findSent(
  client: Backend,
  upload: string,
  checksum: string,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly dataFile: number | undefined }> {
  for (let round = 0; ; round++) {
    const id = nameId(upload, checksum, round);
    try {
      return { id, dataFile: (await client.dataFiles.create({ chunked_upload: id }, { signal })).id };
    } catch (error) {
      if (isBackendHttpError(error, 400)) return { id, dataFile: undefined };
      if (!isBackendHttpError(error, 409) || round >= MOST_ROUNDS) throw error;
    }
  }
}
