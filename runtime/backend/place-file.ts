import { createHash, type Hash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackendError } from '../errors/backend-error.ts';

/** Writes all of a file to the path, and shows each byte to the hash, in order. */
export type WritePart = (part: string, hash: Hash | undefined) => Promise<void>;

/**
 * A file that is complete when it is there: it is written beside its place, checked, and moved. `checksum`: SHA-256 or SHA-1, in hex.
 * Throws BackendError CHECKSUM_MISMATCH; nothing is left then.
 */
export async function placeFile(path: string, write: WritePart, checksum?: string | null): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  const hash = checksum ? createHash(checksum.length === 40 ? 'sha1' : 'sha256') : undefined;
  await mkdir(dirname(path), { recursive: true });
  try {
    await write(part, hash);
    if (hash !== undefined && hash.digest('hex') !== checksum!.toLowerCase())
      throw new BackendError(`what came for ${path} does not have the checksum that it should have`, { code: 'CHECKSUM_MISMATCH' });
    const file = await open(part, 'r');
    await file.sync();
    await file.close();
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
