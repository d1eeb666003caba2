import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { explainStatus, explainSystemError } from '../explain-error.ts';
import { loadLibrary } from '../load-library.ts';
import type { StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

export interface AzureOptions {
  readonly account: string;
  readonly container: string;
  /** With a slash at the end, or empty. */
  readonly prefix: string;
  readonly accountKey: string;
  /** Default: that of the account. */
  readonly endpoint?: string | undefined;
}

const BLOCK_BYTES = 8 * 1024 * 1024;
const BLOCKS_AT_ONCE = 2;

/** A container of Azure Blob Storage. */
export async function azureDriver({ account, container, prefix, accountKey, endpoint }: AzureOptions): Promise<StorageDriver> {
  const { BlobServiceClient, StorageSharedKeyCredential } = await loadLibrary('@azure/storage-blob', import('@azure/storage-blob'));
  const url = endpoint ?? `https://${account}.blob.core.windows.net`;
  const service = new BlobServiceClient(url, new StorageSharedKeyCredential(account, accountKey), { retryOptions: { maxTries: 3 } });
  return new AzureDriver(service.getContainerClient(container), `azure://${account}/${container}/${prefix}`, prefix);
}

class AzureDriver implements StorageDriver {
  readonly place: string;
  readonly #container: ContainerClient;
  readonly #prefix: string;

  constructor(container: ContainerClient, place: string, prefix: string) {
    this.#container = container;
    this.place = place;
    this.#prefix = prefix;
  }

  async open(key: string, from: number, to: number | undefined, abortSignal: AbortSignal): Promise<OpenedFile> {
    const blob = this.#container.getBlobClient(this.#prefix + key);
    const { contentLength: size = 0, etag: version = '' } = await blob.getProperties({ abortSignal });
    const end = Math.min(to ?? size, size);
    if (from >= end) return { body: Readable.from([]), size, version };
    const { readableStreamBody } = await blob.download(from, end - from, { abortSignal, conditions: { ifMatch: version } });
    return { body: readableStreamBody as Readable, size, version };
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, abortSignal: AbortSignal): Promise<void> {
    const blob = this.#container.getBlockBlobClient(this.#prefix + key);
    await blob.uploadStream(Readable.from(source, { objectMode: false }), BLOCK_BYTES, BLOCKS_AT_ONCE, { abortSignal });
  }

  async stat(key: string, abortSignal: AbortSignal): Promise<StorageEntry> {
    const { contentLength = 0, lastModified = new Date(0) } = await this.#container
      .getBlobClient(this.#prefix + key)
      .getProperties({ abortSignal });
    return { key, size: contentLength, modifiedAt: lastModified };
  }

  async *list(prefix: string, abortSignal: AbortSignal): AsyncGenerator<StorageEntry> {
    for await (const { name, properties } of this.#container.listBlobsFlat({ prefix: this.#prefix + prefix, abortSignal }))
      yield { key: name.slice(this.#prefix.length), size: properties.contentLength ?? 0, modifiedAt: properties.lastModified };
  }

  async remove(key: string, abortSignal: AbortSignal): Promise<void> {
    await this.#container.getBlobClient(this.#prefix + key).deleteIfExists({ abortSignal });
  }

  explain(error: unknown): StorageProblem {
    const { statusCode, code } = error as { statusCode?: unknown; code?: string };
    if (code === 'ContainerNotFound') return { code: 'STORAGE_NOT_FOUND', why: 'the container is not there' };
    return typeof statusCode === 'number' ? explainStatus(statusCode, code) : explainSystemError(error);
  }

  async close(): Promise<void> {}
}
