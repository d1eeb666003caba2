import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bucket, File } from '@google-cloud/storage';
import { explainStatus, explainSystemError } from '../explain-error.ts';
import { loadLibrary } from '../load-library.ts';
import type { StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

export interface GcsOptions {
  readonly bucket: string;
  /** With a slash at the end, or empty. */
  readonly prefix: string;
  readonly project?: string | undefined;
  /** What is in the file of a service account; without it, what the machine offers. */
  readonly credentials?: Readonly<Record<string, unknown>> | undefined;
  /** Of an emulator. */
  readonly endpoint?: string | undefined;
}

const PAGE = 1_000;

/** A bucket of Google Cloud Storage. */
export async function gcsDriver({ bucket, prefix, project, credentials, endpoint }: GcsOptions): Promise<StorageDriver> {
  const { Storage } = await loadLibrary('@google-cloud/storage', import('@google-cloud/storage'));
  const storage = new Storage({
    ...(project !== undefined && { projectId: project }),
    ...(credentials !== undefined && { credentials }),
    ...(endpoint !== undefined && { apiEndpoint: endpoint }),
  });
  return new GcsDriver(storage.bucket(bucket), prefix);
}

class GcsDriver implements StorageDriver {
  readonly place: string;
  readonly #bucket: Bucket;
  readonly #prefix: string;

  constructor(bucket: Bucket, prefix: string) {
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.place = `gs://${bucket.name}/${prefix}`;
  }

  async open(key: string, from: number, to: number | undefined): Promise<OpenedFile> {
    const [{ size: text, generation }] = await this.#file(key).getMetadata();
    const [size, version] = [Number(text), String(generation)];
    const end = Math.min(to ?? size, size);
    if (from >= end) return { body: Readable.from([]), size, version };
    const file = this.#bucket.file(this.#prefix + key, { generation: version });
    return { body: file.createReadStream({ start: from, end: end - 1, decompress: false, validation: false }), size, version };
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    await pipeline(Readable.from(source, { objectMode: false }), this.#file(key).createWriteStream(), { signal });
  }

  async stat(key: string): Promise<StorageEntry> {
    const [{ size, updated }] = await this.#file(key).getMetadata();
    return { key, size: Number(size), modifiedAt: new Date(updated ?? 0) };
  }

  async *list(prefix: string): AsyncGenerator<StorageEntry> {
    for (let pageToken: string | undefined; ;) {
      const query = { prefix: this.#prefix + prefix, maxResults: PAGE, autoPaginate: false, ...(pageToken && { pageToken }) };
      const [files, next] = (await this.#bucket.getFiles(query)) as unknown as [File[], { pageToken?: string } | null];
      for (const { name, metadata } of files)
        if (!name.endsWith('/'))
          yield { key: name.slice(this.#prefix.length), size: Number(metadata.size), modifiedAt: new Date(metadata.updated ?? 0) };
      pageToken = next?.pageToken;
      if (pageToken === undefined) return;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#file(key).delete({ ignoreNotFound: true });
  }

  explain(error: unknown): StorageProblem {
    const { code } = error as { code?: unknown };
    return typeof code === 'number' ? explainStatus(code) : explainSystemError(error);
  }

  async close(): Promise<void> {}

  #file(key: string): File {
    return this.#bucket.file(this.#prefix + key);
  }
}
