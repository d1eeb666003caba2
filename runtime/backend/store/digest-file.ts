import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What is in a file: checksums in hex. */
export interface Digest {
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  /** Bytes. */
  readonly size: number;
}

/** The digest of what comes. SHA-256 names a file, data files are known by SHA-1, and the end of an upload in chunks is told by MD5. */
export class RunningDigest {
  readonly #hashes: { readonly [K in 'sha256' | 'sha1' | 'md5']: Hash } = {
    sha256: createHash('sha256'),
    sha1: createHash('sha1'),
    md5: createHash('md5'),
  };
  #size = 0;

  /** Bytes that it has seen. */
  get size(): number {
    return this.#size;
  }

  update(bytes: Uint8Array): void {
    this.#size += bytes.length;
    for (const hash of Object.values(this.#hashes)) hash.update(bytes);
  }

  /** The end: nothing can come after it. */
  finish(): Digest {
    const { sha256, sha1, md5 } = this.#hashes;
    return { sha256: sha256.digest('hex'), sha1: sha1.digest('hex'), md5: md5.digest('hex'), size: this.#size };
  }
}

/** Reads a file once, a mebibyte at a time. */
export async function digestFile(path: string): Promise<Digest> {
  const digest = new RunningDigest();
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) digest.update(chunk as Buffer);
  return digest.finish();
}
