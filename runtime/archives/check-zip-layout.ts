import type { Entry, ZipFile } from 'yauzl';
import type { AdmittedEntry } from './archive-entry.ts';
import { broken, showEntry } from './archive-error.ts';

/** What the directory says of an entry. */
export interface ZipEntry {
  readonly entry: Entry;
  readonly admitted: AdmittedEntry;
}

interface Extent {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/**
 * Holds the parts of a zip against each other: no two entries share bytes, which is how a small archive would hold far too much, and each is called the same
 * where it lies as in the directory. Throws ArchiveError ARCHIVE_BROKEN.
 */
export async function checkZipLayout(zip: ZipFile, entries: readonly ZipEntry[]): Promise<void> {
  const extents: Extent[] = [];
  for (const { entry, admitted } of entries) {
    const { name } = admitted;
    const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
    if (!fileName.equals(entry.fileNameRaw)) throw broken(`entry ${showEntry(name)} has another name where it lies`);
    extents.push({ start: entry.relativeOffsetOfLocalHeader, end: fileDataStart + entry.compressedSize, name });
  }
  extents.sort((a, b) => a.start - b.start);
  for (const [index, { start, name }] of extents.entries()) {
    const before = extents[index - 1];
    if (before !== undefined && start < before.end)
      throw broken(`entries ${showEntry(before.name)} and ${showEntry(name)} lie over each other`);
  }
}
