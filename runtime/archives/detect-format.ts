import { open } from 'node:fs/promises';

export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz';

const BLOCK = 512;

/** What a file is, by its first bytes; undefined for what is no archive that can be unpacked here. A gzip is taken for a tar in one. */
export async function detectFormat(path: string): Promise<ArchiveFormat | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BLOCK), 0, BLOCK, 0);
    return formatOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function formatOf(head: Buffer): ArchiveFormat | undefined {
  const signature = head.toString('latin1', 0, 4);
  if (signature === 'PK\u0003\u0004' || signature === 'PK\u0005\u0006') return 'zip'; // the second one is an empty one
  if (signature.startsWith('\u001f\u008b')) return 'tar.gz';
  return head.length === BLOCK && hasTarChecksum(head) ? 'tar' : undefined;
}

/** The sum of a header's bytes, with blanks in the place of the sum: what every form of tar has. POSIX, pax. */
function hasTarChecksum(header: Buffer): boolean {
  if (header.every((byte) => byte === 0)) return true; // nothing but the end of an empty one
  const written = Number.parseInt(header.toString('latin1', 148, 156), 8);
  let sum = 8 * 0x20;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum === written;
}
