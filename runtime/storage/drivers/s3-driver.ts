import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { explainStatus, explainSystemError } from '../explain-error.ts';
import { loadLibrary } from '../load-library.ts';
import type { StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

export interface S3Options {
  readonly bucket: string;
  /** With a slash at the end, or empty. */
  readonly prefix: string;
  readonly region?: string | undefined;
  /** Of a service that is not Amazon's. */
  readonly endpoint?: string | undefined;
  /** Without both, what the environment of the process, its profile or its machine offers. */
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

type Library = typeof import('@aws-sdk/client-s3');

const REASONS: Readonly<Record<string, StorageProblem>> = {
  NoSuchBucket: { code: 'STORAGE_NOT_FOUND', why: 'the bucket is not there' },
  NoSuchKey: { code: 'STORAGE_NOT_FOUND', why: 'it is not there' },
  NotFound: { code: 'STORAGE_NOT_FOUND', why: 'it is not there' },
  AccessDenied: { code: 'STORAGE_DENIED', why: 'the credentials do not allow it' },
  InvalidAccessKeyId: { code: 'STORAGE_DENIED', why: 'the access key is not known' },
  SignatureDoesNotMatch: { code: 'STORAGE_DENIED', why: 'the secret key is wrong' },
  CredentialsProviderError: { code: 'STORAGE_DENIED', why: 'there are no credentials: give access_key and secret_key' },
};

/** A bucket of Amazon S3, or of a service that speaks its protocol. */
export async function s3Driver(options: S3Options): Promise<StorageDriver> {
  const library = await loadLibrary('@aws-sdk/client-s3', import('@aws-sdk/client-s3'));
  const { endpoint, region = 'us-east-1', accessKey, secretKey, sessionToken } = options;
  const client = new library.S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(accessKey !== undefined &&
      secretKey !== undefined && {
        credentials: { accessKeyId: accessKey, secretAccessKey: secretKey, ...(sessionToken && { sessionToken }) },
      }),
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000 },
    // other services do not know the checksums that Amazon's does
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return new S3Driver(library, client, options);
}

class S3Driver implements StorageDriver {
  readonly place: string;
  readonly #library: Library;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(library: Library, client: S3Client, { bucket, prefix }: S3Options) {
    this.#library = library;
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.place = `s3://${bucket}/${prefix}`;
  }

  async open(key: string, from: number, to: number | undefined, abortSignal: AbortSignal): Promise<OpenedFile> {
    const isAll = from === 0 && to === undefined;
    if (to !== undefined && to <= from) return this.#openNothing(key, abortSignal);
    try {
      const range = isAll ? {} : { Range: `bytes=${from}-${to === undefined ? '' : to - 1}` };
      const answer = await this.#client.send(new this.#library.GetObjectCommand({ ...this.#at(key), ...range }), { abortSignal });
      const size = Number(answer.ContentRange?.split('/')[1] ?? answer.ContentLength ?? 0);
      return { body: answer.Body as Readable, size, version: answer.ETag ?? '' };
    } catch (error) {
      if (statusOf(error) === 416) return this.#openNothing(key, abortSignal); // behind the end
      throw error;
    }
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    const { Upload } = await loadLibrary('@aws-sdk/lib-storage', import('@aws-sdk/lib-storage'));
    const upload = new Upload({ client: this.#client, params: { ...this.#at(key), Body: Readable.from(source, { objectMode: false }) } });
    const abort = (): void => void upload.abort().catch(() => {});
    signal.addEventListener('abort', abort);
    try {
      signal.throwIfAborted();
      await upload.done();
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async stat(key: string, abortSignal: AbortSignal): Promise<StorageEntry> {
    const { entry } = await this.#head(key, abortSignal);
    return entry;
  }

  async *list(prefix: string, abortSignal: AbortSignal): AsyncGenerator<StorageEntry> {
    const pages = this.#library.paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.#bucket, Prefix: this.#prefix + prefix },
      { abortSignal },
    );
    for await (const { Contents = [] } of pages)
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of Contents)
        if (!Key.endsWith('/')) yield { key: Key.slice(this.#prefix.length), size: Size, modifiedAt: LastModified };
  }

  async remove(key: string, abortSignal: AbortSignal): Promise<void> {
    await this.#client.send(new this.#library.DeleteObjectCommand(this.#at(key)), { abortSignal });
  }

  explain(error: unknown): StorageProblem {
    const { name, Code } = error as { name?: string; Code?: string };
    const known = REASONS[Code ?? ''] ?? REASONS[name ?? ''];
    const status = statusOf(error);
    if (known !== undefined) return known;
    return status === undefined || status < 300 ? explainSystemError(error) : explainStatus(status, Code ?? name);
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #openNothing(key: string, signal: AbortSignal): Promise<OpenedFile> {
    const { entry, version } = await this.#head(key, signal);
    return { body: Readable.from([]), size: entry.size, version };
  }

  async #head(key: string, abortSignal: AbortSignal): Promise<{ readonly entry: StorageEntry; readonly version: string }> {
    const {
      ContentLength = 0,
      LastModified = new Date(0),
      ETag = '',
    } = await this.#client.send(new this.#library.HeadObjectCommand(this.#at(key)), { abortSignal });
    return { entry: { key, size: ContentLength, modifiedAt: LastModified }, version: ETag };
  }

  #at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}
