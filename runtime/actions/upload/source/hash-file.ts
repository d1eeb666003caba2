import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The SHA-1 of what is read, and its bytes; `copy` gets all of it, and is complete then. */
export async function hashBytes(
  bytes: AsyncIterable<Uint8Array>,
  copy?: Writable,
): Promise<{ readonly checksum: string; readonly size: number }> {
  const hash = createHash('sha1');
  let size = 0;
  const done = copy && finished(copy);
  done?.catch(() => {}); // seen below
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      size += piece.length;
      if (copy?.write(piece) === false) await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), done]);
    }
    copy?.end();
    await done;
  } catch (error) {
    copy?.destroy();
    throw error;
  }
  return { checksum: hash.digest('hex'), size };
}
